package multikernel.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import multikernel.hardware.ThreadMask;
import org.jspecify.annotations.Nullable;

/**
 * The program of the other JVM: one end of what is measured between two. It rests between slices, so that others can be
 * measured, and ends with its standard input.
 */
public final class FarEnd {

    static final String RING = "ring";
    static final String TCP = "tcp";
    static final String ARTERY = "artery";
    static final String SHARD = "shard";
    static final String AKKA_SHARD = "akka-shard";
    static final String STORE = "store";

    /** Sends back what comes. */
    static final String ANSWER = "answer";

    /** Counts what comes. */
    static final String RECEIVE = "receive";

    private static final long END_MILLIS_MAX = 5_000;

    private final Pipe pipe;
    private final int cpu;
    private final LoopsCopy.Shape answering = LoopsCopy.make();
    private final LoopsCopy.Shape receiving = LoopsCopy.make();
    private final Recorder recorder = new Recorder();
    private @Nullable Thread worker;

    private FarEnd(Pipe pipe, int cpu) {
        this.pipe = pipe;
        this.cpu = cpu;
    }

    /**
     * {@code ring DIRECTORY LINK CAPACITY CPU}, {@code tcp BATCH CPU}, {@code artery}, {@code shard CPU SHARED},
     * {@code akka-shard} or {@code store CPU}.
     */
    public static void main(String[] arguments) throws IOException {
        var main = Thread.currentThread();
        // A signal to the whole group: the input ends with the other JVM, and what is open is closed then.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(main, END_MILLIS_MAX)));
        switch (arguments[0]) {
            case RING -> {
                var capacity = Integer.parseInt(arguments[3]);
                try (var link = LinkEnd.far(Path.of(arguments[1]), arguments[2], capacity)) {
                    say("open");
                    link.connect(() -> true);
                    new FarEnd(link, Integer.parseInt(arguments[4])).serve();
                }
            }
            case TCP -> {
                try (var server = TcpEnd.listen()) {
                    say(Integer.toString(TcpEnd.portOf(server)));
                    try (var end = TcpEnd.accept(server, Integer.parseInt(arguments[1]))) {
                        new FarEnd(end, Integer.parseInt(arguments[2])).serve();
                    }
                }
            }
            case ARTERY -> {
                try (var post = PostOffice.far()) {
                    say(post.address());
                    requests().lines().forEach(ignored -> {});
                }
            }
            case SHARD -> shard(Integer.parseInt(arguments[1]), Boolean.parseBoolean(arguments[2]));
            case AKKA_SHARD -> {
                try (var office = ShardOffice.far()) {
                    say(office.address());
                    requests().lines().forEach(ignored -> {});
                }
            }
            case STORE -> store(Integer.parseInt(arguments[1]));
            default -> throw new IllegalArgumentException("no far end " + arguments[0]);
        }
    }

    private static void shard(int cpu, boolean shared) {
        try (var end = ShardEnd.begin("127.0.0.2", "", cpu, shared)) {
            end.ready();
            say(end.address());
            requests().lines().forEach(ignored -> {});
        }
    }

    private static void store(int cpu) {
        try (var end = StoreEnd.begin(cpu)) {
            say(Integer.toString(end.serve()));
            requests().lines().forEach(ignored -> {});
        }
    }

    private static BufferedReader requests() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    }

    private static void say(String line) {
        System.out.println(FarJvm.MARK + line);
        System.out.flush();
    }

    private static void await(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() throws IOException {
        var requests = requests();
        for (var line = requests.readLine(); line != null; line = requests.readLine()) {
            var slice = line;
            worker = Thread.ofPlatform().daemon().start(() -> slice(slice));
        }
        if (worker != null) {
            worker.interrupt();
            await(worker, END_MILLIS_MAX);
        }
    }

    private void slice(String what) {
        ThreadMask.pinCurrentThread(cpu);
        var outlet = pipe.outlet();
        var inlet = pipe.inlet();
        recorder.clear();
        say("ready");
        if (what.equals(RECEIVE)) {
            var begun = System.nanoTime();
            var messages = receiving.receive(outlet, recorder);
            say(written(recorder.stream(messages, System.nanoTime() - begun, LoopsCopy.Shape.BATCH)));
        } else {
            answering.answer(outlet, inlet);
            say("done");
        }
    }

    private static String written(Slice slice) {
        return String.format(
                Locale.ROOT,
                "%d %d %.3f %.3f %.3f",
                slice.operations(),
                slice.nanos(),
                slice.p99(),
                slice.p999(),
                slice.max());
    }

    static Slice read(String line) {
        var fields = line.split(" ", -1);
        return Slice.ofStream(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]));
    }
}
