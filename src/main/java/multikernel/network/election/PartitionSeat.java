package multikernel.network.election;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.Behaviors;

/** A partition while it is on this node: says so, and at a hand-off stays until the candidate has let go. */
final class PartitionSeat {

    /** Everything that may be said to it. */
    enum Word {
        /** By sharding. */
        HAND_OFF,
        /** By or for the candidate. */
        LET_GO
    }

    private PartitionSeat() {}

    /** Its name is the partition's number. */
    static Behavior<Word> create(ActorRef<Standing.Command> standing) {
        return Behaviors.setup(context -> {
            var self = context.getSelf();
            var partition = Integer.parseInt(self.path().name());
            standing.tell(new Standing.Begun(partition));
            return Behaviors.receive(Word.class)
                    .onMessageEquals(Word.HAND_OFF, () -> {
                        standing.tell(new Standing.Asked(partition, self));
                        return Behaviors.same();
                    })
                    .onMessageEquals(Word.LET_GO, Behaviors::stopped)
                    .onSignal(PostStop.class, stop -> {
                        standing.tell(new Standing.Ended(partition));
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}
