package multikernel.workload;

import akka.actor.typed.ActorRef;
import java.util.List;
import multikernel.runtime.Drain;

/** What is said to a database dispatcher and what it answers. */
public final class Database {

    private Database() {}

    /** Every command names the asker's ticket, which comes back with the one answer that each gets. */
    public sealed interface Command {}

    public record ItemById(long ticket, long id, ActorRef<Reply> replyTo) implements Command {}

    /**
     * Asks for the items of authors.
     *
     * @param lastName how the author's last name starts; letters of either case are alike
     */
    public record ItemsByAuthor(long ticket, String lastName, int limit, ActorRef<Reply> replyTo) implements Command {}

    /** The next slice of making the data set; what a dispatcher says to itself. */
    enum Generate implements Command {
        GENERATE
    }

    /** Queries that came before this are answered by then. */
    record Draining(Drain drain) implements Command {}

    public sealed interface Reply {
        long ticket();
    }

    /**
     * What was found.
     *
     * @param items empty where nothing matches
     */
    public record Found(long ticket, List<Item> items) implements Reply {

        public Found {
            items = List.copyOf(items);
        }
    }

    /** The query was not answered; the dispatcher goes on. */
    public record Failed(long ticket, String reason) implements Reply {}
}
