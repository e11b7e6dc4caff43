package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.List;

/** Waits for every core to have drained, within a limit, and says so once. */
final class Drainage {

    private sealed interface Message {}

    private record Answer() implements Message {}

    private record Late() implements Message {}

    private Drainage() {}

    static Behavior<?> create(
            List<ActorRef<CpuDriver.Command>> cpuDrivers, Duration limit, ActorRef<Drain.Drained> replyTo) {
        return Behaviors.<Message>setup(context -> {
            var adapter = context.messageAdapter(Drain.Drained.class, drained -> new Answer());
            cpuDrivers.forEach(cpuDriver -> cpuDriver.tell(new CpuDriver.DrainAll(adapter)));
            context.scheduleOnce(limit, context.getSelf(), new Late());
            return waiting(cpuDrivers.size(), replyTo);
        });
    }

    private static Behavior<Message> waiting(int missing, ActorRef<Drain.Drained> replyTo) {
        if (missing == 0) {
            return over(replyTo);
        }
        return Behaviors.receive(Message.class)
                .onMessage(Answer.class, answer -> waiting(missing - 1, replyTo))
                .onMessage(Late.class, late -> over(replyTo))
                .build();
    }

    private static Behavior<Message> over(ActorRef<Drain.Drained> replyTo) {
        replyTo.tell(Drain.Drained.DRAINED);
        return Behaviors.stopped();
    }
}
