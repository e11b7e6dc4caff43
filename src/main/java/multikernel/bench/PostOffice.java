package multikernel.bench;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.Props;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An actor system that other JVMs reach by Artery over TCP, as Akka ships it: its threads are not pinned. */
final class PostOffice implements AutoCloseable {

    private static final String ANSWERER = "answerer";
    private static final long END_SECONDS_MAX = 10;
    private static final Duration RESOLVE_MAX = Duration.ofSeconds(20);

    private final ActorSystem system;

    private PostOffice() {
        var config = ConfigFactory.parseResources(PostOffice.class, "artery.conf")
                .withFallback(ConfigFactory.load())
                .resolve();
        system = ActorSystem.create("bench", config);
    }

    static PostOffice near() {
        return new PostOffice();
    }

    static PostOffice far() {
        var office = new PostOffice();
        office.system.actorOf(Poster.answerer(), ANSWERER);
        return office;
    }

    /** Where others find it. */
    String address() {
        return ((ExtendedActorSystem) system).provider().getDefaultAddress().toString();
    }

    ActorRef answerer(String address) {
        return system.actorSelection(address + "/user/" + ANSWERER)
                .resolveOne(RESOLVE_MAX)
                .toCompletableFuture()
                .join();
    }

    ActorRef spawn(Props props) {
        return system.actorOf(props);
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException left) {
            throw new CompletionException("the actor system does not end", left);
        }
    }
}
