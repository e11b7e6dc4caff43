package multikernel.runtime;

import akka.actor.ActorCell;
import akka.actor.ActorSystemImpl;
import akka.actor.Cell;
import akka.dispatch.Dispatcher;
import akka.dispatch.Envelope;
import akka.dispatch.Mailbox;
import akka.dispatch.MailboxType;
import akka.dispatch.MessageDispatcherConfigurator;
import akka.dispatch.TaskInvocation;
import akka.dispatch.sysmsg.DeathWatchNotification;
import akka.dispatch.sysmsg.SystemMessage;
import com.typesafe.config.Config;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/**
 * Akka's dispatcher whose actors live on cores: it only says, by the thread that calls, whether a message goes by its
 * core's outbox or by the door. A test pins every member of Akka that it uses.
 */
final class CoreDispatcher extends Dispatcher {

    private final Interconnect interconnect;
    private final Placement placement;
    private final DispatchLimits limits;

    /** @param block Akka's keys of it: its id, and the time without actors after which threads may end */
    CoreDispatcher(
            MessageDispatcherConfigurator configurator,
            Config block,
            Interconnect interconnect,
            Placement placement,
            DispatchLimits limits) {
        super(
                configurator,
                block.getString("id"),
                limits.sliceMessages(),
                Duration.Zero(),
                (name, factory) -> () -> {
                    throw new IllegalStateException("a core dispatcher has no executor");
                },
                shutdownTimeout(block));
        this.interconnect = interconnect;
        this.placement = placement;
        this.limits = limits;
    }

    private static FiniteDuration shutdownTimeout(Config block) {
        return Duration.fromNanos(block.getDuration("shutdown-timeout", TimeUnit.NANOSECONDS));
    }

    /** Whatever type was asked for: a foreign queue could not be filled by a core. */
    @Override
    public Mailbox createMailbox(Cell actor, MailboxType type) {
        interconnect.endWith((ActorSystemImpl) actor.system());
        var ours = type instanceof UrpcMailbox mailbox ? mailbox.limits() : limits;
        var queue = new UrpcQueue(ours.mailboxCapacity(), ours.weight(), placement.place());
        var mailbox = super.createMailbox(actor, (owner, system) -> queue);
        queue.mailbox(mailbox);
        return mailbox;
    }

    @Override
    public void register(ActorCell actor) {
        var queue = (UrpcQueue) actor.mailbox().messageQueue();
        if (!queue.home().population().enter()) {
            enterElsewhere(queue);
        }
        super.register(actor);
    }

    private void enterElsewhere(UrpcQueue queue) {
        switch (placement) {
            case Placement.Fixed _ -> queue.home().reopen();
            case Placement.LeastLoad least -> {
                var other = least.place();
                while (!other.population().enter()) {
                    other = least.place();
                }
                queue.move(other);
            }
        }
    }

    @Override
    public void unregister(ActorCell actor) {
        var queue = actor.mailbox().messageQueue();
        super.unregister(actor);
        if (queue instanceof UrpcQueue ours) {
            ours.home().population().leave();
        }
    }

    @Override
    public void dispatch(ActorCell receiver, Envelope envelope) {
        var loop = callingLoop();
        var known = loop == null ? null : loop.outbox().known().queueOf(receiver);
        if (loop != null && known != null) {
            loop.outbox().send(receiver, known, envelope);
        } else {
            dispatch(loop, receiver, envelope);
        }
    }

    private static void dispatch(@Nullable CoreLoop loop, ActorCell receiver, Envelope envelope) {
        var mailbox = receiver.mailbox();
        if (!(mailbox.messageQueue() instanceof UrpcQueue queue)) {
            mailbox.enqueue(receiver.self(), envelope);
            return;
        }
        if (queue.isReplay(receiver)) {
            queue.replay(receiver, envelope);
            return;
        }
        if (loop != null) {
            loop.outbox().send(receiver, queue, envelope);
        } else {
            Door.enter(receiver, queue, envelope);
        }
    }

    /** The notice that an actor has ended follows that actor's messages; all others come before any message. */
    @Override
    public void systemDispatch(ActorCell receiver, SystemMessage message) {
        var mailbox = receiver.mailbox();
        if (!(mailbox.messageQueue() instanceof UrpcQueue queue)) {
            mailbox.systemEnqueue(receiver.self(), message);
        } else if (!(message instanceof DeathWatchNotification)) {
            mailbox.systemEnqueue(receiver.self(), message);
            queue.home().inbox().signal(queue);
        } else if (queue.isReplay(receiver)) {
            queue.replay(receiver, message);
        } else {
            var loop = callingLoop();
            if (loop != null) {
                loop.outbox().notice(receiver, queue, message);
            } else {
                queue.home().inbox().putForeign(receiver, message);
            }
        }
    }

    @Override
    public boolean registerForExecution(Mailbox mailbox, boolean hasMessage, boolean hasSystemMessage) {
        if (!(mailbox.messageQueue() instanceof UrpcQueue queue)) {
            return false;
        }
        var loop = callingLoop();
        if (loop != null && loop.self() == queue.home()) {
            loop.runQueue().makeReady(queue);
        } else {
            queue.home().inbox().signal(queue);
        }
        return true;
    }

    /** Never in place: a batch of tasks inside another fails, and an actor may be in the middle of a message. */
    @Override
    public void executeTask(TaskInvocation task) {
        var loop = callingLoop();
        var home = loop != null && isMine(loop.self()) ? loop.self() : placement.place();
        if (home.isClosed() || !home.population().enter()) {
            throw new RejectedExecutionException(home.id() + " has ended");
        }
        if (loop != null && loop.self() == home) {
            loop.tasks().add(task);
        } else {
            home.inbox().putForeign(null, task);
        }
    }

    private boolean isMine(Incarnation incarnation) {
        return switch (placement) {
            case Placement.Fixed fixed -> fixed.place() == incarnation;
            case Placement.LeastLoad least ->
                incarnation.isDropIn()
                        && !incarnation.isClosed()
                        && least.cores().contains(incarnation.id());
        };
    }

    /** The loop whose owner calls; a core of another system is as foreign as any thread, one that has ended too. */
    private @Nullable CoreLoop callingLoop() {
        if (Thread.currentThread() instanceof CoreThread thread) {
            var loop = thread.owned();
            return loop != null && loop.interconnect() == interconnect ? loop : null;
        }
        return null;
    }

    @Override
    public void shutdown() {
        placement.release();
    }
}
