package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The last core updates lines for the others, each of which sends it a message over a ring of ours and waits for the
 * answer. The first core tells how long that takes.
 */
final class ServedLines implements Subject {

    private static final int CAPACITY = 64;

    /** Both ways of one client, and how long its messages took. */
    private record Client(RingPipe there, RingPipe back, LoopsCopy.Shape loops, Recorder recorder) {}

    private final List<Integer> cpus;
    private final long[] words;
    private final List<Client> clients;

    ServedLines(List<Integer> cpus, int lines) {
        this.cpus = List.copyOf(cpus);
        this.words = new long[lines * SharedLines.STRIDE];
        this.clients = IntStream.range(1, cpus.size())
                .mapToObj(client ->
                        new Client(new RingPipe(CAPACITY), new RingPipe(CAPACITY), LoopsCopy.make(), new Recorder()))
                .toList();
    }

    @Override
    public String name() {
        return "server";
    }

    @Override
    public Map<String, Object> parameters() {
        return Laboratory.parameters(
                "metric", "update", "lines", words.length / SharedLines.STRIDE, "cores", cpus.size());
    }

    @Override
    public Slice slice(long nanos) {
        var took = new long[clients.size()];
        var bodies = IntStream.range(0, clients.size())
                .<Runnable>mapToObj(client -> () -> took[client] = ask(clients.get(client), nanos));
        PinnedThreads.run(
                cpus, Stream.concat(bodies, Stream.<Runnable>of(this::serve)).toList());
        var first = clients.getFirst().recorder;
        return first.stream(first.count(), took[0], 1);
    }

    private static long ask(Client client, long nanos) {
        client.recorder.clear();
        return client.loops.ask(client.there.inlet(), client.back.outlet(), nanos, client.recorder);
    }

    private void serve() {
        var inlets = clients.stream().map(client -> client.back.inlet()).toList();
        var readers = clients.stream().map(client -> client.there.reader()).toList();
        var open = new ArrayList<>(IntStream.range(0, clients.size()).boxed().toList());
        int looks = 0;
        while (!open.isEmpty()) {
            looks = Waiting.again(looks);
            for (int at = 0; at < open.size(); at++) {
                int client = open.get(at);
                if (!readers.get(client).isEmpty() && !served(RingPipe.take(readers.get(client)), inlets.get(client))) {
                    open.remove(at);
                }
            }
        }
    }

    private boolean served(long value, Pipe.Inlet back) {
        if (value == Pipe.END) {
            return false;
        }
        for (int at = 0; at < words.length; at += SharedLines.STRIDE) {
            words[at]++;
        }
        back.put(value);
        return true;
    }

    /** How often a line was updated. */
    long updated(int line) {
        return words[line * SharedLines.STRIDE];
    }

    @Override
    public void close() {
        clients.forEach(client -> {
            client.there.close();
            client.back.close();
        });
    }
}
