package multikernel.service;

import akka.NotUsed;
import akka.stream.ThrottleMode;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.time.Duration;
import multikernel.domain.Kernel;

/**
 * Everything of a node as it changes, for one reader: the {@link Events}, and once a period a frame, named
 * {@code look}. A frame is made when the reader has room for it, so one that is slow misses frames and is told how
 * many, and nothing is kept for it; where nobody reads, nobody looks. All that is sent stays below a rate.
 */
final class Live {

    static final int BYTES_PER_SECOND_MAX = 64 * 1024;
    static final long MILLIS_MIN = 100;
    static final long MILLIS_MAX = 60_000;
    static final long MILLIS_UNLESS_SAID = 1_000;

    /** The rest is for events. */
    private static final double FRAMES_SHARE = 0.9;

    private final Kernel kernel;
    private final Events events;

    Live(Kernel kernel, Events events) {
        this.kernel = kernel;
        this.events = events;
    }

    Source<ByteString, NotUsed> stream(Duration period) {
        var frames = frames(Source.tick(Duration.ZERO, period, NotUsed.getInstance()), period);
        return events.stream()
                .merge(frames, true)
                .throttle(
                        BYTES_PER_SECOND_MAX,
                        Duration.ofSeconds(1),
                        BYTES_PER_SECOND_MAX,
                        ByteString::size,
                        ThrottleMode.shaping());
    }

    /** A frame for each tick that the reader has room for. */
    <M> Source<ByteString, M> frames(Source<NotUsed, M> ticks, Duration period) {
        var frames = new Frames(period.toNanos(), frameBytesMax(period));
        return ticks.map(tick -> Events.line("look", frames.next(Sight.of(kernel), System.nanoTime())));
    }

    static int frameBytesMax(Duration period) {
        var seconds = Math.min(1, period.toMillis() / 1e3);
        return (int) (BYTES_PER_SECOND_MAX * FRAMES_SHARE * seconds);
    }
}
