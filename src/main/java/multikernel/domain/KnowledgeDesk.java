package multikernel.domain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.knowledge.Query;

/** What a node knows of its machine and of itself, for whoever asks. */
public interface KnowledgeDesk {

    /**
     * Asks the knowledge base. The query runs on the host's threads, a slice at a time, within
     * {@code multikernel.knowledge}.
     *
     * @param goal as {@code core(Core, online), core_speed(Core, Percent), Percent > 90}
     * @param answersMax how many answers are wanted, at least 1; the limit of the configuration goes before
     */
    CompletionStage<Query.Reply> query(String goal, int answersMax);

    /**
     * The tree over which a core reaches all that are online.
     *
     * @param root empty for the lowest core that is online
     * @return empty if that core is not online
     */
    Optional<TreeReading> tree(OptionalInt root);

    /**
     * @param shape by which it was made, as {@code adaptive}
     * @param broadcastNanos predicted, until the last core has what the root sends
     * @param gatheredNanos predicted, until the root has every acknowledgement
     * @param edges each after the one above it
     */
    record TreeReading(CoreId root, String shape, long broadcastNanos, long gatheredNanos, List<Edge> edges) {
        public TreeReading {
            edges = List.copyOf(edges);
        }
    }

    /** @param costNanos of a message from one end to the other */
    record Edge(CoreId from, CoreId to, long costNanos) {}
}
