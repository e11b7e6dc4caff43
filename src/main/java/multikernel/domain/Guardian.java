package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.japi.function.Function;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import multikernel.runtime.NodeCommand;

/** A node's guardian as threads outside of the cores ask it. */
record Guardian(ActorSystem<NodeCommand> system) {

    /** Beyond the limits inside the kernel, so that those speak first. */
    private static final Duration ASK_MARGIN = Duration.ofSeconds(2);

    /** A future of Akka's goes on in the JVM's common pool, which may have one thread and that one waiting for us. */
    <R> CompletableFuture<R> ask(Function<ActorRef<R>, NodeCommand> command, long limitMillis) {
        var timeout = Duration.ofMillis(limitMillis).plus(ASK_MARGIN);
        var answer = new CompletableFuture<R>();
        AskPattern.ask(system, command, timeout, system.scheduler())
                .whenCompleteAsync(
                        (reply, late) -> {
                            if (late == null) {
                                answer.complete(reply);
                            } else {
                                answer.completeExceptionally(late);
                            }
                        },
                        Runnable::run);
        return answer;
    }

    /** A guardian that has ended answers nobody, and takes its timers with it. */
    <R> R get(CompletionStage<R> stage) {
        try {
            var answer = stage.toCompletableFuture();
            CompletableFuture.anyOf(answer, system.getWhenTerminated().toCompletableFuture())
                    .get();
            if (!answer.isDone()) {
                throw new BootFailure("the node's guardian has ended; the log says why");
            }
            return answer.get();
        } catch (ExecutionException failure) {
            throw new BootFailure("the node's guardian does not answer: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BootFailure("interrupted while waiting for the node");
        }
    }

    /** @throws BootFailure with the reason, if there is one */
    void await(CompletionStage<NodeCommand.BootReply> reply) {
        var failure = get(reply).failure();
        if (!failure.isEmpty()) {
            throw new BootFailure(failure);
        }
    }
}
