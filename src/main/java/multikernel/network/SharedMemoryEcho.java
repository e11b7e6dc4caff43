package multikernel.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import multikernel.base.Pinning;
import multikernel.hardware.ThreadMask;
import multikernel.urpc.Channel.State;
import multikernel.urpc.Ring;

/**
 * A program that sends back every line that it receives, polling, until its standard input ends: the far end for
 * whoever measures a link. Arguments: the directory of links, the link, its own name, the other's, lines of its ring,
 * the CPU (-1 for any).
 */
public final class SharedMemoryEcho {

    private static final int BATCH = 64;

    /** Echoes between two looks at anything else. */
    private static final int TURNS = 8192;

    private static final int ARGUMENTS = 6;

    private SharedMemoryEcho() {}

    public static void main(String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException(
                    "a directory, a link, two names, a number of lines and a CPU are needed");
        }
        var name = new LinkName(arguments[1], arguments[2], arguments[3]);
        var cpu = Integer.parseInt(arguments[5]);
        if (cpu >= 0 && ThreadMask.pinCurrentThread(cpu) != Pinning.PINNED) {
            throw new IllegalStateException("CPU " + cpu + " cannot be had");
        }
        // A shape of no messages: whoever measures lines opens its end with the same.
        var shape = new LinkShape(0, 0, Integer.parseInt(arguments[4]));
        try (var link = Link.open(Path.of(arguments[0]), name, shape)) {
            echo(link);
        }
    }

    private static void echo(Link link) {
        var ended = new CompletableFuture<Void>();
        Thread.ofPlatform().daemon().start(() -> awaitEnd(ended));
        while (!ended.isDone()) {
            link.tend(System.nanoTime());
            var session = link.session();
            for (var turn = 0; session != null && session.state() == State.CONNECTED && turn < TURNS; turn++) {
                if (echo(session) == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    /** No more lines than there is room for the answers. */
    private static int echo(Session session) {
        var out = session.out();
        return session.in()
                .drain(
                        (memory, offset, tag) -> out.offer(memory, offset, Ring.PAYLOAD_BYTES, tag),
                        Math.min(out.room(), BATCH));
    }

    /** What the parent writes is dropped. */
    private static void awaitEnd(CompletableFuture<Void> ended) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
            ended.complete(null);
        } catch (IOException broken) {
            ended.completeExceptionally(broken);
        }
    }
}
