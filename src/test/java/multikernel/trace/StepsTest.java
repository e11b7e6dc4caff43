package multikernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import multikernel.agreement.Agreement;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.capability.ObjectId;
import multikernel.monitor.DomainChange;
import multikernel.monitor.Envelope;
import multikernel.monitor.Intermon;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.OwnershipMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final OperationId OPERATION = new OperationId(CoreId.of(0), 1, 7);
    private static final CoreId HERE = CoreId.of(0);
    private static final CoreId THERE = CoreId.of(1);

    private final TwoCores world = new TwoCores();
    private final Steps here = new Steps(world.cores[0], HERE);
    private final Steps there = new Steps(world.cores[1], THERE);

    @BeforeEach
    void begin() {
        world.level(Level.OPERATIONS);
        world.cores[0].turn();
        world.cores[1].turn();
    }

    private void step(Steps core, MonitorEvent event, MonitorEffect... effects) {
        var began = world.now;
        core.told(event, began);
        for (var effect : effects) {
            core.wants(effect, began);
        }
        world.now += 10;
        core.done(began);
    }

    private static MonitorEffect send(CoreId to, OwnershipMessage message) {
        return new MonitorEffect.Send(to, new Envelope(to, 1, 1, new Intermon.Capabilities(message)));
    }

    private static MonitorEvent heard(CoreId from, OwnershipMessage message) {
        return new MonitorEvent.FromPeer(new Envelope(from, 1, 1, new Intermon.Capabilities(message)));
    }

    private JsonNode written() throws Exception {
        var document = TraceChecks.read(world.written());
        assertEquals(List.of(), TraceChecks.violations(document));
        return document;
    }

    private static List<String> names(JsonNode document, String letter) {
        return TraceChecks.events(document, letter).stream()
                .map(event -> event.path("name").asText())
                .sorted()
                .toList();
    }

    @Test
    void shouldFollowAnOperationFromItsBeginningToItsOutcome() throws Exception {
        var answer = new OwnershipMessage.Answer(OPERATION, Optional.empty(), true);
        step(here, new MonitorEvent.Ask(OPERATION, new DomainChange.Kill("shop"), 0), send(THERE, answer));
        step(there, heard(HERE, answer));
        var outcome = new Outcome.Done(OPERATION, 3);
        step(here, new MonitorEvent.Tick(), new MonitorEffect.Answered("kill", OPERATION, outcome, 30));
        var document = written();
        assertEquals(List.of("kill"), names(document, "b"));
        assertEquals(
                "done",
                TraceChecks.events(document, "e").getFirst().at("/args/outcome").asText());
        assertEquals(List.of("Answer"), names(document, "s"));
        assertEquals(List.of("Answer", "kill", "tick"), names(document, "B"));
    }

    /** What an owner asks others to close has a number of its own and no operation. */
    @Test
    void shouldFollowAShootdownThereAndBack() throws Exception {
        var close = new OwnershipMessage.Close(9, new ObjectId(HERE, 1, 1));
        var closed = new OwnershipMessage.Closed(9);
        step(here, new MonitorEvent.Tick(), send(THERE, close));
        step(there, heard(HERE, close), send(HERE, closed));
        step(here, heard(THERE, closed));
        var document = written();
        assertEquals(List.of("shootdown"), names(document, "b"));
        assertEquals(List.of("Close", "Closed"), names(document, "s"));
    }

    /** A member acknowledges a number: the operation is that of the change with this number. */
    @Test
    void shouldKnowWhichOperationAMemberAcknowledges() throws Exception {
        var owner = new Applies(world.cores[0], "shop's counts");
        var member = new Applies(world.cores[1], "shop's counts");
        var apply = new Agreement.Apply<String, String>(0, 1, 5, OPERATION, "more");
        var applied = new Agreement.Applied<String, String>(0, 1, 5);
        var unknown = new Agreement.Applied<String, String>(0, 1, 6);
        owner.begun(OPERATION, world.now);
        owner.said(apply, THERE, world.now);
        end(owner, apply);
        member.heard(apply, HERE, world.now);
        member.said(applied, HERE, world.now);
        member.said(unknown, HERE, world.now);
        end(member, apply);
        owner.heard(applied, THERE, world.now);
        end(owner, applied);
        var document = written();
        assertEquals(List.of("Applied", "Apply"), names(document, "s"));
        assertEquals(
                "node-1/shop's counts/0.1.7",
                TraceChecks.events(document, "b").getFirst().path("id").asText());
    }

    private void end(Applies of, Agreement<String, String> told) {
        var began = world.now;
        world.now += 10;
        of.done(told, began);
    }
}
