package multikernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.junit.jupiter.api.Test;

class ChromeTraceTest {

    private record Ping() {}

    private record Pong() {}

    private static final OperationId OPERATION = new OperationId(CoreId.of(1), 2, 7);

    private final TwoCores world = new TwoCores();

    private static List<String> names(JsonNode document, String letter) {
        return TraceChecks.events(document, letter).stream()
                .map(event -> event.path("name").asText())
                .toList();
    }

    private JsonNode written() throws Exception {
        var document = TraceChecks.read(world.written());
        assertEquals(List.of(), TraceChecks.violations(document));
        return document;
    }

    /** core-0 handles a message and sends one to core-1, whose turn began before that. */
    private void pingPong() {
        world.level(Level.MESSAGES);
        world.cores[0].turn();
        world.now += 50;
        world.cores[1].turn();
        world.now += 50;
        world.handle(0, "/user/a", new Ping(), 4, 1_000, () -> {
            world.now += 100;
            world.cores[0].sent(1, 12);
        });
        world.cores[0].worked();
        world.cores[1].drains(0, 12);
        world.cores[1].arrived(world.name("/user/b"), 9);
        world.handle(1, "/user/b", new Pong(), 9, 500, () -> {});
        world.cores[1].worked();
        world.now += 10;
        world.cores[0].turn();
        world.cores[1].turn();
    }

    @Test
    void shouldShowMessagesWithinTurnsAndAnArrowFromSendingToHandling() throws Exception {
        pingPong();
        var document = written();
        assertEquals(List.of("turn", "a: Ping", "turn", "b: Pong"), names(document, "B"));
        assertEquals(1, document.at("/otherData/arrows").asInt());
        assertEquals("0.000", text(TraceChecks.events(document, "s").getFirst()));
        assertEquals("0.050", text(TraceChecks.events(document, "f").getFirst()));
        assertEquals(
                List.of("node-1", "core-0", "core-1"),
                TraceChecks.events(document, "M").stream()
                        .filter(event -> event.path("name").asText().endsWith("_name"))
                        .map(event -> event.at("/args/name").asText())
                        .toList());
    }

    /** The digits as they were written. */
    private static String text(JsonNode event) {
        return event.path("ts").decimalValue().setScale(3).toString();
    }

    /** What a core reads seldom shows times that are a little old: an arrow ends no earlier than it began. */
    @Test
    void shouldLetNoArrowLeadIntoThePast() throws Exception {
        world.level(Level.MESSAGES);
        world.cores[1].turn();
        world.now += 1_000;
        world.cores[0].turn();
        world.handle(0, "/user/a", new Ping(), 0, 10, () -> world.cores[0].sent(1, 0));
        world.cores[1].drains(0, 0);
        world.cores[1].arrived(world.name("/user/b"), 0);
        world.handle(1, "/user/b", new Pong(), 0, 10, () -> {});
        var document = written();
        assertEquals("1.000", text(TraceChecks.events(document, "s").getFirst()));
        assertEquals("1.020", text(TraceChecks.events(document, "f").getFirst()));
    }

    @Test
    void shouldDrawNoArrowWithoutBothItsEnds() throws Exception {
        world.level(Level.MESSAGES);
        world.cores[0].turn();
        world.cores[1].turn();
        world.handle(0, "/user/a", new Ping(), 0, 10, () -> world.cores[0].sent(1, 3));
        world.cores[1].drains(0, 2);
        world.cores[1].arrived(world.name("/user/b"), 0);
        world.handle(1, "/user/b", new Pong(), 0, 10, () -> {});
        var document = written();
        assertEquals(0, document.at("/otherData/arrows").asInt());
        assertEquals(List.of(), names(document, "s"));
    }

    @Test
    void shouldShowAnOperationAsOneSpanThroughEveryCoreItWentThrough() throws Exception {
        world.level(Level.OPERATIONS);
        world.cores[0].turn();
        world.cores[1].turn();
        world.cores[1].begun(OPERATION, "", "unmap", world.now);
        world.cores[1].said(OPERATION, "", "Prepare", CoreId.of(0), world.now);
        world.now += 20;
        world.cores[1].step("unmap", world.now - 20);
        world.cores[0].heard(OPERATION, "", "Prepare", CoreId.of(1), world.now);
        world.cores[0].said(OPERATION, "", "Vote", CoreId.of(1), world.now);
        world.now += 20;
        world.cores[0].step("Prepare", world.now - 20);
        world.cores[1].heard(OPERATION, "", "Vote", CoreId.of(0), world.now);
        world.cores[1].answered(OPERATION, "", "done", 40, world.now);
        world.now += 5;
        world.cores[1].step("Vote", world.now - 5);
        var document = written();
        assertEquals(List.of("unmap"), names(document, "b"));
        var end = TraceChecks.events(document, "e").getFirst();
        assertEquals("node-1/1.2.7", end.path("id").asText());
        assertEquals("done", end.at("/args/outcome").asText());
        assertEquals(
                List.of(
                        "core-1 says Prepare to core-0",
                        "core-0 hears Prepare of core-1",
                        "core-0 says Vote to core-1",
                        "core-1 hears Vote of core-0"),
                names(document, "n"));
        assertEquals(
                List.of("Prepare", "Vote"),
                names(document, "s").stream().sorted().toList());
    }

    /** What goes from one to the other under the same name on both, so that traces of both can be one. */
    @Test
    void shouldShowWhatNodesShareUnderANameThatIsNoNodes() throws Exception {
        world.level(Level.MESSAGES);
        world.cores[0].turn();
        var shared = new Shared(world.cores[0]);
        world.now += 10;
        world.handle(0, "/user/gateway", new Ping(), 1, 100, () -> {
            shared.sent("a to b, channel 1 of a", 7, "store");
            shared.arrived("b to a, channel 1 of a", 3, "store");
            shared.owned("store", 5, () -> "a owns it, taken over");
        });
        world.cores[0].worked();
        world.now += 10;
        world.cores[0].turn();
        var document = written();
        assertEquals(
                List.of("a owns it, taken over", "arrived, store", "sent, store"),
                names(document, "n").stream().sorted().toList());
        assertEquals(
                List.of("link a to b, channel 1 of a/7", "link b to a, channel 1 of a/3", "partition store/5"),
                TraceChecks.events(document, "e").stream()
                        .map(event -> event.path("id").asText())
                        .sorted()
                        .toList());
        world.level(Level.OPERATIONS);
        world.cores[0].turn();
        shared.sent("a to b, channel 1 of a", 8, "store");
        shared.owned("store", 5, () -> "a owns it no more");
        world.now += 10;
        world.cores[0].step("tick", world.now - 10);
        assertEquals(
                List.of("a owns it no more", "a owns it, taken over", "arrived, store", "sent, store"),
                names(written(), "n").stream().sorted().toList(),
                "messages are not operations");
    }

    @Test
    void shouldTellWhatItDoesNotShow() throws Exception {
        world.cores[0] = world.recorder(4);
        world.level(Level.MESSAGES);
        world.cores[0].turn();
        for (var position = 0; position < 10; position++) {
            world.handle(0, "/user/a", new Ping(), position, 1, () -> {});
        }
        var document = written();
        assertEquals(7, document.at("/otherData/lost").asInt());
        assertEquals(3, document.at("/otherData/events").asInt());
    }

    @Test
    void shouldPutWhatIsToldInWordsOnTheThreadOfItsCore() throws Exception {
        pingPong();
        var before = world.timeline();
        var notes = List.of(
                new Note(1_000_100, 1, "stall", Map.of("actor", "/user/\"b\"\n", "behavior", "B\u2028")),
                new Note(1_000_200, -1, "pause", Map.of()));
        var document = TraceChecks.read(TwoCores.written(new Timeline(
                "n",
                7,
                "stall",
                before.beganNanos(),
                0,
                before.endedNanos(),
                before.tracks(),
                notes,
                before.names(),
                3)));
        assertEquals(List.of(), TraceChecks.violations(document));
        var told = TraceChecks.events(document, "i");
        assertEquals(2, told.getFirst().path("tid").asInt());
        assertEquals("/user/\"b\"\n", told.getFirst().at("/args/actor").asText());
        assertEquals("p", told.getLast().path("s").asText());
        assertEquals(3, document.at("/otherData/cut").asInt());
    }

    @Test
    void shouldShowWhatHadBegunBeforeTheRecordingFromItsBeginning() throws Exception {
        world.level(Level.OPERATIONS);
        world.cores[0].turn();
        world.cores[0].slept(900_000, 1_000_500);
        var document = written();
        assertEquals("0.000", text(TraceChecks.events(document, "B").getFirst()));
        assertEquals("0.500", text(TraceChecks.events(document, "E").getFirst()));
    }

    /** Whatever two cores do in whatever order, a viewer can read it. */
    @Test
    void shouldStayInOrderWhateverCoresDo() throws Exception {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var cores = new TwoCores();
            new Walk(cores, random).run(40 + random.nextInt(100));
            assertEquals(List.of(), TraceChecks.violations(TraceChecks.read(cores.written())), "seed " + seed);
        }
    }

    /** A check that finds nothing wrong with anything would not notice. */
    @Test
    void shouldNoticeATraceThatIsOutOfOrder() throws Exception {
        pingPong();
        for (var spoil : List.<Consumer<ArrayNode>>of(
                events -> events.remove(last(events, "E")),
                events -> events.remove(last(events, "s")),
                events -> ((ObjectNode) events.get(last(events, "E"))).put("ts", 0),
                events -> ((ObjectNode) events.get(last(events, "E"))).put("name", "another"),
                events -> ((ObjectNode) events.get(last(events, "s"))).put("ts", 1_000_000),
                events -> ((ObjectNode) events.get(last(events, "B"))).remove("cat"),
                events -> ((ObjectNode) events.get(last(events, "B"))).put("pid", "7"),
                events -> ((ObjectNode) events.get(last(events, "M"))).remove("name"))) {
            var document = TraceChecks.read(world.written());
            spoil.accept((ArrayNode) document.path("traceEvents"));
            assertTrue(!TraceChecks.violations(document).isEmpty());
        }
    }

    private static int last(ArrayNode events, String letter) {
        var found = new ArrayList<Integer>();
        for (var at = 0; at < events.size(); at++) {
            if (events.get(at).path("ph").asText().equals(letter)) {
                found.add(at);
            }
        }
        return found.getLast();
    }
}
