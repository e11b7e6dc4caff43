package multikernel.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.hardware.Machine;
import multikernel.hardware.Measured;
import multikernel.hardware.Placement;
import multikernel.hardware.Topology;
import multikernel.knowledge.CoreCosts;
import multikernel.knowledge.Drift;
import multikernel.knowledge.FactSheet;
import multikernel.knowledge.KnowledgeBase;
import multikernel.knowledge.Limits;
import multikernel.knowledge.MachineFacts;
import multikernel.knowledge.MalformedGoal;
import multikernel.knowledge.Query;
import multikernel.knowledge.SystemFacts;
import multikernel.knowledge.Term;
import multikernel.runtime.measure.MachineProbe;
import multikernel.settings.Settings;
import org.slf4j.LoggerFactory;

/**
 * What is known of the machine before the first core starts, and what follows from it.
 *
 * @param base the shipped rules and the machine's facts
 * @param sheet those facts as other nodes are told them
 */
record MachineKnowledge(
        KnowledgeBase base,
        Limits limits,
        CoreCosts costs,
        List<CoreId> bootOrder,
        List<String> sheet,
        Drift.Found found) {

    private static final String BOOT_ORDER = "boot_order(Cores)";

    static MachineKnowledge of(Settings settings, Machine machine, List<OptionalInt> placement) {
        var hardware = settings.hardware();
        var measured = hardware.measure() ? MachineProbe.of(machine, hardware.measureLimitMillis()) : Measured.NOTHING;
        return of(settings, Placement.counted(placement, machine), new Drift.Found(Topology.probe(machine), measured));
    }

    /** @param cpus of each core; of a virtual one that which it is counted to */
    static MachineKnowledge of(Settings settings, List<Integer> cpus, Drift.Found found) {
        var knowledge = settings.knowledge();
        var limits = new Limits(
                knowledge.stepsMax(), knowledge.depthMax(), knowledge.answersMax(), knowledge.goalCharactersMax());
        var base = MachineFacts.in(rules(), found.topology(), found.measured()).withFacts(SystemFacts.cpus(cpus));
        return new MachineKnowledge(
                base,
                limits,
                CoreCosts.of(cpus, found.topology(), found.measured()),
                bootOrder(base, limits, cpus.size()),
                FactSheet.of(found.topology(), found.measured(), cpus),
                found);
    }

    private static KnowledgeBase rules() {
        try {
            return KnowledgeBase.empty().with(shipped("lists")).with(shipped("machine"));
        } catch (MalformedGoal malformed) {
            throw new IllegalStateException(
                    malformed.reason() + " at character " + malformed.position() + " of the shipped rules", malformed);
        }
    }

    private static String shipped(String name) {
        try (var in = KnowledgeBase.class.getResourceAsStream(name + ".pl")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As the rules have it; ascending where they do not name each core once. */
    private static List<CoreId> bootOrder(KnowledgeBase base, Limits limits, int cores) {
        var ascending = IntStream.range(0, cores).mapToObj(CoreId::of).toList();
        if (Query.ask(base, BOOT_ORDER, 1, limits) instanceof Query.Reply.Answers(var answers, var more, var steps)
                && answers.size() == 1) {
            var order = answers.getFirst().bindings().getFirst().value().elements().stream()
                    .map(MachineKnowledge::core)
                    .toList();
            if (order.stream().sorted().toList().equals(ascending)) {
                return order;
            }
        }
        LoggerFactory.getLogger("multikernel").warn("the rules give no boot order; cores start ascending");
        return ascending;
    }

    private static CoreId core(Term term) {
        return term instanceof Term.Whole(var number) ? CoreId.of((int) number) : CoreId.of(0);
    }
}
