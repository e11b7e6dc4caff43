package multikernel.network;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.base.Tier;
import multikernel.knowledge.Query;
import multikernel.knowledge.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any node of a cluster knows of the others. */
class FarFactsTest {

    @TempDir
    Path directory;

    @Test
    void shouldKnowTheMachineAndTheLinksOfEveryMemberAndOfNobodyElse() throws Exception {
        try (var ant = TalkingNode.first(directory.resolve("1"), "127.0.0.1", Tier.NETWORK);
                var bee = ant.joined(directory.resolve("2"), "127.0.0.2")) {
            try (var cat = ant.joined(directory.resolve("3"), "127.0.0.3")) {
                for (var node : List.of(ant, bee, cat)) {
                    until(node, "setof(N, node_fact(N, datagatherer_done), All), length(All, Count)", "Count = 3");
                    until(node, "findall(A-B, node_link(A, B, network, _), All), length(All, Count)", "Count = 6");
                    until(node, "nodes_by_distance('" + ant.name() + "', All), length(All, Count)", "Count = 2");
                    until(
                            node,
                            "node_cpus('" + cat.name() + "', _), cpu_allowed(C), node_fact(N, cpu_allowed(C))",
                            "N");
                }
            }
            for (var node : List.of(ant, bee)) {
                until(node, "setof(N, node_fact(N, datagatherer_done), All), length(All, Count)", "Count = 2");
            }
        }
    }

    private static void until(TalkingNode node, String goal, String answer) throws Exception {
        Patience.until(
                answer + " of " + goal + " at " + node.name(),
                () -> answers(node, goal).contains(answer));
    }

    private static String answers(TalkingNode node, String goal) throws Exception {
        var reply =
                node.kernel().knowledge().query(goal, 1).toCompletableFuture().get(60, TimeUnit.SECONDS);
        return reply instanceof Query.Reply.Answers(var answers, var more, var steps)
                ? answers.stream()
                        .flatMap(answer -> answer.bindings().stream())
                        .map(bound -> bound.name() + " = " + Text.of(bound.value()))
                        .toList()
                        .toString()
                : reply.toString();
    }
}
