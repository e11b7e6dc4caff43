package multikernel.runtime;

import akka.ConfigurationException;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import akka.dispatch.ProducesMessageQueue;
import com.typesafe.config.Config;
import scala.Option;

/** The mailbox type of actors on cores, for {@code mailbox-type}; it says how much a mailbox holds and weighs. */
public final class UrpcMailbox implements MailboxType, ProducesMessageQueue<UrpcQueue> {

    private final DispatchLimits limits;

    /** The constructor that Akka looks for. */
    public UrpcMailbox(ActorSystem.Settings settings, Config config) {
        limits = DispatchLimits.of(config, settings.config());
    }

    /** Of which a mailbox has its capacity and its weight. */
    DispatchLimits limits() {
        return limits;
    }

    /** The core dispatcher makes its queues itself; whoever calls this is another one. */
    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        throw new ConfigurationException("multikernel.runtime.UrpcMailbox needs a dispatcher of type "
                + "multikernel.runtime.CoreDispatcherConfigurator");
    }
}
