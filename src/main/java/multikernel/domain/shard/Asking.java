package multikernel.domain.shard;

import akka.actor.Cancellable;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.shard.ShardRefusal;

/**
 * Who waits for a partition's answer. The core that has the partition's place completes the stage itself: a pool in
 * between, as Akka's own ask has it, wakes a thread for each answer and takes a CPU from a core meanwhile.
 *
 * @param <R> results
 */
final class Asking<R> {

    private final String domain;
    private final int partition;
    private final CompletableFuture<R> stage = new CompletableFuture<>();
    private final Cancellable timer;

    /** @param limit after which nobody will answer any more */
    Asking(ActorSystem<?> system, String domain, int partition, Duration limit) {
        this.domain = domain;
        this.partition = partition;
        timer = system.scheduler().scheduleOnce(limit, this::late, system.executionContext());
    }

    CompletionStage<R> stage() {
        return stage;
    }

    void done(R result) {
        timer.cancel();
        stage.complete(result);
    }

    void refused(ShardRefusal why) {
        timer.cancel();
        refuse(why, "");
    }

    private void late() {
        refuse(ShardRefusal.TIMED_OUT, " does not answer");
    }

    private void refuse(ShardRefusal why, String more) {
        stage.completeExceptionally(new ShardRefused(why, "partition " + partition + " of " + domain + more));
    }
}
