package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.Actor;
import akka.actor.ActorCell;
import akka.actor.ActorRef;
import akka.actor.ActorSystemImpl;
import akka.actor.AutoReceivedMessage;
import akka.actor.Cell;
import akka.actor.PoisonPill;
import akka.actor.RepointableActorRef;
import akka.actor.typed.internal.adapter.ActorAdapter;
import akka.dispatch.Dispatcher;
import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.Dispatchers;
import akka.dispatch.Envelope;
import akka.dispatch.ExecutorServiceFactoryProvider;
import akka.dispatch.Mailbox;
import akka.dispatch.MailboxType;
import akka.dispatch.Mailboxes;
import akka.dispatch.MessageDispatcher;
import akka.dispatch.MessageDispatcherConfigurator;
import akka.dispatch.MessageQueue;
import akka.dispatch.MonitorableThreadFactory;
import akka.dispatch.TaskInvocation;
import akka.dispatch.sysmsg.DeathWatchNotification;
import akka.dispatch.sysmsg.SystemMessage;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;
import scala.util.control.NonFatal;

/** Every member of Akka that the dispatcher uses and that Akka does not promise: an upgrade fails here, by name. */
class AkkaMembersTest {

    @Test
    void shouldFindTheDispatcherThatIsExtended() throws Exception {
        var constructor = Dispatcher.class.getConstructor(
                MessageDispatcherConfigurator.class,
                String.class,
                int.class,
                Duration.class,
                ExecutorServiceFactoryProvider.class,
                FiniteDuration.class);
        assertTrue(Modifier.isPublic(constructor.getModifiers()));
        overridable(Dispatcher.class, Mailbox.class, "createMailbox", Cell.class, MailboxType.class);
        overridable(Dispatcher.class, void.class, "dispatch", ActorCell.class, Envelope.class);
        overridable(Dispatcher.class, void.class, "systemDispatch", ActorCell.class, SystemMessage.class);
        overridable(
                Dispatcher.class, boolean.class, "registerForExecution", Mailbox.class, boolean.class, boolean.class);
        overridable(Dispatcher.class, void.class, "executeTask", TaskInvocation.class);
        overridable(Dispatcher.class, void.class, "shutdown");
        overridable(MessageDispatcher.class, void.class, "register", ActorCell.class);
        overridable(MessageDispatcher.class, void.class, "unregister", ActorCell.class);
    }

    @Test
    void shouldFindTheCellThatRunsMessages() throws Exception {
        callable(ActorCell.class, void.class, "invoke", Envelope.class);
        callable(ActorCell.class, Mailbox.class, "mailbox");
        callable(RepointableActorRef.class, Cell.class, "underlying");
        callable(
                ActorCell.class,
                void.class,
                "handleInvokeFailure",
                scala.collection.immutable.Iterable.class,
                Throwable.class);
        callable(ActorCell.class, Actor.class, "actor");
        callable(ActorCell.class, void.class, "receiveMessage", Object.class);
        callable(ActorCell.class, void.class, "currentMessage_$eq", Envelope.class);
        callable(ActorCell.class, Tuple2.class, "cancelReceiveTimeoutIfNeeded", Object.class);
        callable(ActorCell.class, void.class, "checkReceiveTimeoutIfNeeded", Object.class, Tuple2.class);
        assertTrue(Actor.class.isAssignableFrom(ActorAdapter.class));
        assertTrue(AutoReceivedMessage.class.isAssignableFrom(
                PoisonPill.getInstance().getClass()));
        assertTrue(ActorRef.class.isAssignableFrom(
                ActorCell.class.getMethod("self").getReturnType()));
    }

    @Test
    void shouldFindTheMailboxThatKeepsSystemMessages() throws Exception {
        callable(Mailbox.class, MessageQueue.class, "messageQueue");
        callable(Mailbox.class, ActorCell.class, "actor");
        callable(Mailbox.class, void.class, "processAllSystemMessages");
        callable(Mailbox.class, void.class, "systemEnqueue", ActorRef.class, SystemMessage.class);
        callable(Mailbox.class, boolean.class, "hasSystemMessages");
        callable(Mailbox.class, boolean.class, "shouldProcessMessage");
        callable(Mailbox.class, boolean.class, "isClosed");
        callable(Mailbox.class, void.class, "enqueue", ActorRef.class, Envelope.class);
        callable(MailboxType.class, MessageQueue.class, "create", Option.class, Option.class);
        callable(MessageQueue.class, void.class, "cleanUp", ActorRef.class, MessageQueue.class);
    }

    @Test
    void shouldFindWhatASystemHandsToItsDispatchers() throws Exception {
        callable(DispatcherPrerequisites.class, Mailboxes.class, "mailboxes");
        callable(Mailboxes.class, Mailbox.class, "deadLetterMailbox");
        callable(ActorSystemImpl.class, Dispatchers.class, "dispatchers");
        callable(ActorSystemImpl.class, void.class, "registerOnTermination", Runnable.class);
        callable(Dispatchers.class, DispatcherPrerequisites.class, "prerequisites");
        callable(
                Dispatchers.class,
                boolean.class,
                "registerConfigurator",
                String.class,
                MessageDispatcherConfigurator.class);
        callable(MonitorableThreadFactory.class, Thread.class, "wire", Thread.class);
        callable(MonitorableThreadFactory.class, Thread.UncaughtExceptionHandler.class, "exceptionHandler");
        callable(MonitorableThreadFactory.class, String.class, "name");
    }

    @Test
    void shouldTellTheNoticeOfAnEndFromOtherSystemMessages() {
        assertTrue(SystemMessage.class.isAssignableFrom(DeathWatchNotification.class));
        assertTrue(Modifier.isFinal(Envelope.class.getModifiers()), "its class is compared, not its type");
    }

    @Test
    void shouldLetOurFailurePassEverySupervision() {
        assertEquals(false, NonFatal.apply(new CoreFailure("x")));
        assertEquals(false, NonFatal.apply(new FullSignal("x")));
        assertEquals(true, NonFatal.apply(new ChannelFull("x")));
    }

    private static void callable(Class<?> owner, Class<?> result, String name, Class<?>... parameters)
            throws NoSuchMethodException {
        var method = owner.getMethod(name, parameters);
        assertEquals(result, method.getReturnType(), name);
        assertTrue(Modifier.isPublic(method.getModifiers()), name);
    }

    private static void overridable(Class<?> owner, Class<?> result, String name, Class<?>... parameters)
            throws NoSuchMethodException {
        callable(owner, result, name, parameters);
        assertTrue(!Modifier.isFinal(owner.getMethod(name, parameters).getModifiers()), name);
    }
}
