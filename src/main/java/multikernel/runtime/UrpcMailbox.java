package multikernel.runtime;

import akka.ConfigurationException;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageQueue;
import com.typesafe.config.Config;
import scala.Option;

/** The mailbox type of actors on cores, for {@code mailbox-type}; it says how much a mailbox holds. */
public final class UrpcMailbox implements MailboxType {

    private final int capacity;

    /** The constructor that Akka looks for. */
    public UrpcMailbox(ActorSystem.Settings settings, Config config) {
        capacity = DispatchLimits.of(config, settings.config()).mailboxCapacity();
    }

    int capacity() {
        return capacity;
    }

    /** The core dispatcher makes its queues itself; whoever calls this is another one. */
    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        throw new ConfigurationException("multikernel.runtime.UrpcMailbox needs a dispatcher of type "
                + "multikernel.runtime.CoreDispatcherConfigurator");
    }
}
