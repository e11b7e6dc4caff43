package multikernel.process;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some clients that ask for the same things again and again until they are told to end, and note what was not answered.
 */
final class Load implements AutoCloseable {

    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean goesOn = true;

    Load(int size, List<URI> uris) {
        for (int client = 0; client < size; client++) {
            clients.add(Thread.ofPlatform().start(() -> ask(uris)));
        }
    }

    private void ask(List<URI> uris) {
        try (var client = new Client()) {
            for (int turn = 0; goesOn; turn++) {
                var uri = uris.get(turn % uris.size());
                var status = client.get(uri).statusCode();
                if (status == 200) {
                    answered.incrementAndGet();
                } else {
                    failures.add(uri + " " + status);
                }
            }
        } catch (Exception failure) {
            failures.add(failure.toString());
        }
    }

    int answered() {
        return answered.get();
    }

    /** Ends the load; what went wrong while it ran. */
    List<String> end() throws InterruptedException {
        goesOn = false;
        for (var client : clients) {
            client.join();
        }
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        goesOn = false;
    }
}
