package multikernel.domain.shard;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import multikernel.domain.shard.PartitionDispatcher.Answer;
import multikernel.shard.ShardRefusal;

/**
 * Who waits for a partition's answer. The core that has the partition's place completes the stage itself: a pool in
 * between, as Akka's own ask has it, wakes a thread for each answer and takes a CPU from a core meanwhile.
 *
 * @param <R> results
 */
final class Asking<R> implements Consumer<Answer<R>> {

    private final String partition;
    private final CompletableFuture<R> stage = new CompletableFuture<>();
    private final Cancellable timer;

    /**
     * @param partition for a person
     * @param limit after which nobody will answer any more
     */
    Asking(ActorSystem<?> system, String partition, Duration limit) {
        this.partition = partition;
        timer = system.scheduler().scheduleOnce(limit, this::late, system.executionContext());
    }

    CompletionStage<R> stage() {
        return stage;
    }

    @Override
    public void accept(Answer<R> answer) {
        timer.cancel();
        switch (answer) {
            case Answer.Done<R>(R result) -> stage.complete(result);
            case Answer.Refused<R>(ShardRefusal why) -> refuse(why, partition);
        }
    }

    private void late() {
        refuse(ShardRefusal.TIMED_OUT, partition + " does not answer");
    }

    private void refuse(ShardRefusal why, String detail) {
        stage.completeExceptionally(new ShardRefused(why, detail));
    }
}
