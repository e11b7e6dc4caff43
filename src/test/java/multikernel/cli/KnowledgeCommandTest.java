package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code query} and {@code tree}, run in this process against the real API. */
class KnowledgeCommandTest {

    @TempDir
    Path data;

    private ServedNode node;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void shouldShowTheTreeWithTheCostOfEachEdge() {
        assertDone("""
            adaptive, predicted 1210 ns down and 2480 ns there and back
            TREE          COST ns
            core-0              -
            ├─ core-2         900
            │  └─ core-3      310
            └─ core-1         300
            """, run("tree"));
        assertFailed(
                "multikernel: not-online: The core is not online, or is leaving. (core-1 is stuck)\n",
                run("tree", "--root", "1"));
        assertFailed(
                "multikernel: no-such-core: The node has no such core. (core-9; the node has 0 to 1)\n",
                run("tree", "--root", "9"));
        assertUsage("--root must be 0 or more, not -2", run("tree", "--root", "-2"));
        assertEquals(
                3,
                tree(run("tree", "--root", "0", "--json").out()).path("edges").size());
    }

    @Test
    void shouldPrintALineForEachAnswerOrAnObject() {
        assertDone("Core = 0, State = online\nCore = 1, State = offline\n", run("query", "core(Core, State)"));
        assertDone("yes\n", run("query", "core(0, online)"));
        assertDone("L = [1, [two, f(_1)], a b, 0.5]\n", run("query", "shape(L)"));
        assertDone(
                "{\"Core\":0,\"State\":\"online\"}\n{\"Core\":1,\"State\":\"offline\"}\n",
                run("query", "core(Core, State)", "--json"));
        assertEquals(
                new Ran(0, "N = 1\n", "multikernel: there may be more than 1; see --limit\n"),
                run("query", "between(1, 9, N)", "--limit", "1"));
        assertUsage("--limit must be 1 or more, not 0", run("query", "core(0, X)", "--limit", "0"));
        assertEquals(
                "multikernel: there may be more than 100, which is all that the node gives; see"
                        + " multikernel.knowledge.answers-max\n",
                run("query", "between(1, 101, N)").err());
        assertDone("yes\n", run("query", "atom(" + "a".repeat(8_000) + ")"));
    }

    @Test
    void shouldExitWithOneWhereThereIsNoAnswer() {
        assertEquals(new Ran(1, "no\n", ""), run("query", "core(7, _)"));
        assertEquals(new Ran(1, "", ""), run("query", "core(7, _)", "--json"));
        assertFailed(
                "multikernel: malformed-goal: The query is no goal. (at character 9: ')' is missing before the end)\n",
                run("query", "core(0,X"));
        assertFailed(
                "multikernel: query-too-long: The query went beyond a limit and was stopped. (more than 10000 steps)\n",
                run("query", "loop"));
        assertFailed(
                "multikernel: no-sense: The goal cannot be worked out. (there is no halt/0)\n", run("query", "halt"));
        assertFailed(
                "multikernel: no-sense: The goal cannot be worked out. (a number is no goal: 3)\n", run("query", "3"));
        assertFailed(
                "multikernel: malformed: The request is not what this path takes. (the address has more than 26624"
                        + " characters; how long a goal may be, multikernel.knowledge.goal-max says)\n",
                run("query", "a".repeat(100_000)));
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException none) {
            throw new AssertionError(json, none);
        }
    }

    private Ran run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", node.url()));
        return Ran.of(Map.of(), all);
    }

    private static void assertDone(String expected, Ran ran) {
        assertEquals(new Ran(0, expected, ""), ran);
    }

    private static void assertUsage(String line, Ran ran) {
        assertEquals(2, ran.status());
        assertEquals(line, ran.err().lines().findFirst().orElse(""));
    }

    private static void assertFailed(String line, Ran ran) {
        assertEquals(new Ran(1, "", line), ran);
    }
}
