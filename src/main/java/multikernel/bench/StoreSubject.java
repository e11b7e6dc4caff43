package multikernel.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Requests of one kind to one store; the mean time of a request stands for a slice. */
final class StoreSubject implements Subject {

    /** As many as {@code redis-benchmark} has by itself. */
    static final int CONNECTIONS = 50;

    /** Keys, so that they are not always the same line of memory. */
    private static final int KEYS = 10_000;

    /** Shorter ones would measure how fast a process starts. */
    private static final long SLICE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long FIRST_REQUESTS = 20_000;

    private final String name;
    private final Map<String, Object> parameters;
    private final int cpu;
    private final int port;
    private final String command;
    private final int pipeline;
    private double perNano;

    /** @param cpu of who asks */
    StoreSubject(String name, Map<String, Object> parameters, int cpu, int port, String command, int pipeline) {
        this.name = name;
        this.parameters = parameters;
        this.cpu = cpu;
        this.port = port;
        this.command = command;
        this.pipeline = pipeline;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public boolean isJava() {
        return false;
    }

    @Override
    public Slice slice(long nanos) {
        var wanted = Math.max(nanos, SLICE_NANOS_MIN);
        var requests = Math.max(FIRST_REQUESTS, (long) (perNano * wanted));
        var perSecond = StoreExperiment.pinned(cpu, () -> RedisProgram.asked(arguments(requests)));
        perNano = perSecond / 1e9;
        return Slice.ofStream(requests, (long) (requests / perNano), 0, 0, 0);
    }

    private List<String> arguments(long requests) {
        return List.of(
                "-h",
                RedisProgram.HOST,
                "-p",
                Integer.toString(port),
                "-t",
                command,
                "-n",
                Long.toString(requests),
                "-c",
                Integer.toString(CONNECTIONS),
                "-P",
                Integer.toString(pipeline),
                "-r",
                Integer.toString(KEYS),
                "--csv");
    }

    /** The servers are the experiment's. */
    @Override
    public void close() {}
}
