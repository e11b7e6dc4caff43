package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import multikernel.knowledge.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeApiTest {

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
    void shouldAnswerWithAnObjectForEachAnswer() throws Exception {
        assertEquals(
                "[{\"Core\":0,\"State\":\"online\"},{\"Core\":1,\"State\":\"offline\"}]",
                ask("core(Core, State)").body());
        assertEquals("[{}]", ask("core(0, online)").body());
        assertEquals("[]", ask("core(9, _)").body());
        assertEquals(
                "[{\"L\":[1,[\"two\",\"f(_1)\"],\"a b\",0.5]}]", ask("shape(L)").body());
        assertEquals(
                "[{\"X\":\"f('A b')\",\"Y\":[]}]", ask("X = f('A b'), Y = []").body());
    }

    @Test
    void shouldGiveAsManyAnswersAsAreWantedAndSayThatThereAreMore() throws Exception {
        var two = node.get("/api/knowledge?query=between(1,5,X)&limit=2");
        assertEquals("[{\"X\":1},{\"X\":2}]", two.body());
        assertEquals("true", two.header("multikernel-more"));
        assertEquals(100, ask("between(1, inf, X)").json().size());
    }

    @Test
    void shouldRefuseAGoalThatIsNoneWithThePlace() throws Exception {
        var reply = ask("core(0, ");
        reply.assertProblem(400, "malformed-goal");
        assertEquals(
                "at character 9: a term is missing before the end",
                reply.json().path("detail").asText());
        node.get("/api/knowledge").assertProblem(400, "malformed");
        node.get("/api/knowledge?query=true&limit=0").assertProblem(400, "malformed");
    }

    @Test
    void shouldStopAQueryThatRunsTooLong() throws Exception {
        ask("loop").assertProblem(422, "query-too-long");
        ask("consult('any.pl')").assertProblem(422, "no-sense");
        ask("3").assertProblem(422, "no-sense");
    }

    @Test
    void shouldSayThatTooManyRun() throws Exception {
        node.kernel.knowledge.instead = Optional.of(new Query.Reply.Busy("16 queries run"));
        ask("true").assertProblem(503, "busy");
    }

    @Test
    void shouldDrawTheTreeFromTheCoreThatIsAsked() throws Exception {
        assertEquals(
                "{\"root\":0,\"shape\":\"adaptive\",\"unit\":\"ns\",\"broadcast\":1210,\"gathered\":2480,"
                        + "\"edges\":[{\"from\":0,\"to\":2,\"cost\":900},{\"from\":0,\"to\":1,\"cost\":300},"
                        + "{\"from\":2,\"to\":3,\"cost\":310}]}",
                node.get("/api/tree?root=0").body());
        node.get("/api/tree?root=1").assertProblem(409, "not-online");
        node.get("/api/tree?root=9").assertProblem(409, "no-such-core");
        node.get("/api/tree?root=x").assertProblem(400, "malformed");
    }

    private Reply ask(String goal) throws Exception {
        return node.get("/api/knowledge?query="
                + URLEncoder.encode(goal, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
