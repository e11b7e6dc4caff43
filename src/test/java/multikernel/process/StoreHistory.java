package multikernel.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import multikernel.agreement.group.Linearizability;
import multikernel.agreement.group.Linearizability.Call;
import multikernel.agreement.group.Linearizability.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a store of several nodes that write down what they asked, when, and what came of it. Several at a time ask
 * for the same key; each also has a counter that it alone adds to.
 */
final class StoreHistory {

    /** Calls on one key, so that all their orders can be searched. */
    private static final int CALLS_PER_KEY = 40;

    private static final int CLIENTS = 4;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final int FAULTS_AT_FULL_SPEED = 5;

    /** So few calls in all that a history of many faults fits into memory and into the store. */
    private final long pauseNanos;

    private final int nodes;
    private final IntFunction<InetSocketAddress> addresses;
    private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong numbers = new AtomicLong();
    final AtomicLong done = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong undecided = new AtomicLong();

    /**
     * @param faults that will be waited for
     * @param addresses where a node's store is reached now
     */
    StoreHistory(int nodes, int faults, IntFunction<InetSocketAddress> addresses) {
        pauseNanos = PAUSE_NANOS * Math.max(1, faults / FAULTS_AT_FULL_SPEED);
        this.nodes = nodes;
        this.addresses = addresses;
    }

    void begin(long seed) {
        for (var each = 0; each < CLIENTS; each++) {
            var client = new Asking(each, new Random(seed + each));
            threads.add(Thread.ofPlatform().name("client-" + each).start(client));
        }
    }

    /** Ends the clients, reads every key once more, and says what cannot have been. */
    List<String> end() throws Exception {
        isOver.set(true);
        for (var thread : threads) {
            thread.join();
        }
        var last = new Asking(CLIENTS, new Random(0));
        for (var key : List.copyOf(calls.keySet())) {
            last.readUntilAnswered(key);
        }
        calls.forEach((key, history) -> {
            if (!Linearizability.holds(history, 0)) {
                wrong.add(key + " is no register: " + history);
            }
        });
        return wrong;
    }

    int keys() {
        return calls.size();
    }

    private final class Asking implements Runnable {

        private final int number;
        private final Random random;
        private @Nullable RespClient client;
        private long counted;
        private long unsure;

        Asking(int number, Random random) {
            this.number = number;
            this.random = random;
        }

        @Override
        public void run() {
            try {
                while (!isOver.get()) {
                    step();
                    LockSupport.parkNanos(pauseNanos);
                }
            } catch (RuntimeException | AssertionError failed) {
                wrong.add("client " + number + ": " + failed);
            }
        }

        private void step() {
            var next = numbers.incrementAndGet();
            var key = "key-" + next / CALLS_PER_KEY;
            switch (random.nextInt(4)) {
                case 0 -> call(key, Kind.READ, 0);
                case 1 -> call(key, Kind.WRITE, next);
                case 2 -> call(key, Kind.ADD, 1 + random.nextInt(9));
                default -> count();
            }
        }

        void readUntilAnswered(String key) {
            while (!call(key, Kind.READ, 0)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        private boolean call(String key, Kind kind, long argument) {
            var called = System.nanoTime();
            var answer =
                    switch (kind) {
                        case READ -> ask("GET", key);
                        case WRITE -> ask("SET", key, Long.toString(argument));
                        case ADD -> ask("INCRBY", key, Long.toString(argument));
                    };
            var returned = System.nanoTime();
            if (answer != null && answer.startsWith("-")) {
                return false;
            }
            var result = answer == null || kind == Kind.WRITE ? argument : value(answer);
            note(key, new Call(kind, argument, result, called, answer == null ? Linearizability.NEVER : returned));
            return answer != null;
        }

        private void note(String key, Call call) {
            var history = calls.computeIfAbsent(key, one -> new ArrayList<>());
            synchronized (history) {
                history.add(call);
            }
        }

        /** One that nobody else adds to is never behind what was answered, nor before what was asked. */
        private void count() {
            var answer = ask("INCR", "counter-" + number);
            if (answer == null) {
                unsure++;
            } else if (!answer.startsWith("-")) {
                var value = value(answer);
                if (value <= counted || value > counted + unsure + 1) {
                    wrong.add("counter-" + number + " is " + value + " after " + counted + " and " + unsure
                            + " of which it is not known");
                }
                counted = value;
                unsure = 0;
            }
        }

        private static long value(String answer) {
            if (answer.equals("$-1\r\n")) {
                return 0;
            }
            var lines = answer.split("\r\n", -1);
            return Long.parseLong(answer.startsWith("$") ? lines[1] : lines[0].substring(1));
        }

        /** Null if it is not known what was done; {@code -} and a word if nothing was. */
        private @Nullable String ask(String... words) {
            try {
                if (client == null) {
                    client = connected();
                }
                var answer = client.ask(words);
                if (!answer.startsWith("-")) {
                    done.incrementAndGet();
                    return answer;
                }
                if (answer.contains("not known")) {
                    undecided.incrementAndGet();
                    return null;
                }
                if (!answer.matches("(?s)-(CLUSTERDOWN|NOREPLICAS|TRYAGAIN) .*")) {
                    throw new AssertionError("to " + List.of(words) + ": " + answer);
                }
                refused.incrementAndGet();
                return answer;
            } catch (IOException broken) {
                undecided.incrementAndGet();
                client = null;
                return null;
            }
        }

        /** To any node that answers. */
        private RespClient connected() {
            var first = random.nextInt(nodes);
            while (true) {
                for (var node : IntStream.range(first, first + nodes).toArray()) {
                    try {
                        return answering(addresses.apply(node % nodes));
                    } catch (IOException down) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                }
            }
        }

        /** In front of a node that has ended there may be somebody who listens. */
        private static RespClient answering(InetSocketAddress address) throws IOException {
            var to = new RespClient(address);
            try {
                to.ask("PING");
                return to;
            } catch (IOException nobody) {
                to.close();
                throw nobody;
            }
        }
    }
}
