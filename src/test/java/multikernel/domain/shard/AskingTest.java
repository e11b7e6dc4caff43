package multikernel.domain.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import multikernel.shard.ShardRefusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AskingTest {

    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final long PATIENCE_SECONDS = 20;

    private static ActorTestKit kit;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void end() {
        kit.shutdownTestKit();
    }

    private static Asking<Integer> asking(Duration limit) {
        return new Asking<>(kit.system(), "steps", 3, limit);
    }

    private static ShardRefused refused(Asking<?> asking) {
        var failed = assertThrows(
                ExecutionException.class,
                () -> asking.stage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return assertInstanceOf(ShardRefused.class, failed.getCause());
    }

    @Test
    void shouldGoOnOnTheThreadThatAnswers() {
        var asking = asking(NEVER);
        var next = asking.stage()
                .thenApply(answer -> answer + " on " + Thread.currentThread().getName());
        asking.done(7);
        assertEquals(
                "7 on " + Thread.currentThread().getName(),
                next.toCompletableFuture().getNow(""));
    }

    @Test
    void shouldSayWhichPartitionRefusedAndWhy() {
        var asking = asking(NEVER);
        asking.refused(ShardRefusal.NO_MAJORITY);
        var refused = refused(asking);
        assertEquals(ShardRefusal.NO_MAJORITY, refused.refusal());
        assertEquals(
                ShardRefusal.NO_MAJORITY.word() + ": " + ShardRefusal.NO_MAJORITY.sentence()
                        + " (partition 3 of steps)",
                refused.getMessage());
    }

    @Test
    void shouldBeUndecidedOnceNobodyAnswersAnyMoreAndStaySo() {
        var asking = asking(Duration.ofMillis(1));
        assertEquals(ShardRefusal.TIMED_OUT, refused(asking).refusal());
        asking.done(7);
        assertEquals(ShardRefusal.TIMED_OUT, refused(asking).refusal());
    }
}
