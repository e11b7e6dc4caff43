package multikernel.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.NodeDistance;
import multikernel.base.Tier;
import multikernel.hardware.Cpu;
import multikernel.hardware.Measured;
import multikernel.hardware.MessageCost;
import multikernel.hardware.Topology;
import multikernel.hardware.Topology.CpuThread;
import multikernel.hardware.Topology.Device;
import multikernel.hardware.Topology.Distance;
import multikernel.hardware.Topology.MemoryRange;
import multikernel.hardware.Topology.NumaNode;
import org.junit.jupiter.api.Test;

/** The shipped rules on a machine of two packages: CPUs 0, 2, 4, 6 in one, 1, 3, 5, 7 in the other; 6 and 7 slow. */
class MachineRulesTest {

    private static final Topology NOTHING_KNOWN =
            new Topology("", List.of(), List.of(), List.of(), List.of(), share(), -1);
    private static final Asking MACHINE = asking(twoPackages(), measured());
    private static final Asking UNMEASURED = asking(twoPackages(), Measured.NOTHING);

    @Test
    void shouldNameFactsAsTheOriginalDoes() {
        assertEquals(List.of("P = 1, C = 1, T = 0"), MACHINE.lines("cpu_thread(3, P, C, T)"));
        assertEquals(List.of("Min = 790"), MACHINE.lines("message_rtt(0, 1, 800, 4, Min, 810)"));
        assertEquals(List.of("D = 21"), MACHINE.lines("node_distance(0, 1, D)"));
        assertEquals(List.of("N = 8"), MACHINE.lines("nr_running_cores(N)"));
        assertEquals(List.of("B = 4096, L = 8192"), MACHINE.lines("memory_affinity(B, L, 1)"));
        assertEquals(List.of("L = [0,1,2,3,4,5,6,7]"), MACHINE.lines("get_core_id_list(L)"));
        assertEquals(List.of("true"), MACHINE.lines("datagatherer_done"));
    }

    @Test
    void shouldSayNoAndNotThatThereIsNoSuchNameWhereTheMachineHidesSomething() {
        var hidden = asking(NOTHING_KNOWN, Measured.NOTHING);
        for (var goal : List.of(
                "cpu_thread(_, _, _, _)", "cache(_, _, _, _, _)", "memory_bytes(_)", "message_rtt(_, _, _, _, _, _)")) {
            assertEquals(List.of(), hidden.lines(goal), goal);
        }
        assertEquals(1, hidden.lines("boot_order(L)").size());
        assertEquals(List.of("C = [1,2]"), hidden.lines("place(spread, 2, C)"));
        assertEquals(List.of("C = [0,1]"), hidden.lines("place(compact, 2, C)"));
    }

    @Test
    void shouldBootFastCoresFirstAndNearOnesBeforeFarOnes() {
        assertEquals(List.of("L = [0,2,4,1,3,5,6,7]"), MACHINE.lines("boot_order(L)"));
        assertEquals(List.of("L = [0,2,4,1,3,5,6,7]"), UNMEASURED.lines("boot_order(L)"));
    }

    @Test
    void shouldFindTheCoresCloseToADeviceAndToMemory() {
        assertEquals(List.of("L = [1,3,5,7,0,2,4,6]"), MACHINE.lines("cores_close_to_device('0000:d8:00.0', L)"));
        assertEquals(List.of("L = [1,3,5,7,0,2,4,6]"), MACHINE.lines("cores_close_to_memory(1, L)"));
        assertEquals(List.of("A = 4096", "A = 0"), MACHINE.lines("ram_closest_to(1, A, _)"));
    }

    @Test
    void shouldPlaceADomainSpreadCompactNearAndWhereSpeedIsFree() {
        assertEquals(List.of("C = [2,1,4,3]"), MACHINE.lines("place(spread, 4, C)"));
        assertEquals(List.of("C = [0,2,4]"), MACHINE.lines("place(compact, 3, C)"));
        assertEquals(List.of("C = [3,1,5]"), MACHINE.lines("place(near(3), 3, C)"));
        assertEquals(List.of("C = [1,2,3]"), MACHINE.lines("place(weighted, 3, C)"));
        assertEquals(List.of(), MACHINE.lines("place(spread, 9, C)"));
    }

    @Test
    void shouldSendToTheFarthestFirstAndCrossIntoEachPackageOnce() {
        assertEquals(
                List.of(
                        "send(0,1,800)",
                        "send(0,6,300)",
                        "send(0,4,300)",
                        "send(0,2,300)",
                        "send(1,7,300)",
                        "send(1,5,300)",
                        "send(1,3,300)"),
                MACHINE.lines("multicast_tree(0, S), member(X, S)").stream()
                        .map(line -> line.substring(line.indexOf("X = ") + 4))
                        .toList());
    }

    @Test
    void shouldKnowOtherNodesByWhatTheyTold() throws MalformedGoal {
        var facts = FactSheet.of(twoPackages(), measured(), List.of(0, 1));
        var links = List.of(
                new NodeDistance("bee", Tier.NETWORK, 90_000), new NodeDistance("cat", Tier.SHARED_MEMORY, 30_000));
        var base = rules(NOTHING_KNOWN, Measured.NOTHING)
                .withFacts(FactSheet.facts("ant", facts))
                .withFacts(FactSheet.facts("bee", List.of("cpu(0)", "cpu(", "cpu(X)")))
                .withFacts(FactSheet.links("ant", links));
        var asking = new Asking(base, Asking.LIMITS);
        assertEquals(List.of("N = [cat,bee]"), asking.lines("nodes_by_distance(ant, N)"));
        assertEquals(List.of("T = 'shared-memory'"), asking.lines("node_link(ant, cat, T, _)"));
        assertEquals(List.of("N = [ant]"), asking.lines("setof(N1, node_cpus(N1, _), N)"));
        assertEquals(List.of("P = 1"), asking.lines("node_fact(ant, cpu_thread(1, P, _, _))"));
        assertEquals(
                List.of("T = 'cpu('", "T = 'cpu(X)'"), asking.lines("node_fact(bee, unread(T))"), "said, not believed");
        var own = asking(twoPackages(), measured()).lines("findall(x, message_rtt(_, _, _, _, _, _), L), length(L, N)");
        var told = asking.lines("findall(x, node_fact(ant, message_rtt(_, _, _, _, _, _)), L), length(L, N)");
        assertEquals(own, told);
    }

    @Test
    void shouldLeaveOutOfASheetWhatWasMeasuredBetweenPairsFirstAndSayHowMuch() {
        var pairs = IntStream.range(0, 1_000)
                .mapToObj(pair -> new MessageCost(pair / 32, pair % 32, 50, 50, 200, 1, 190, 300))
                .toList();
        var facts = FactSheet.of(twoPackages(), new Measured(pairs, List.of(), 1), List.of(0, 1));
        assertTrue(facts.size() <= FactSheet.FACTS_MAX, () -> facts.size() + " facts");
        assertTrue(facts.containsAll(FactSheet.of(twoPackages(), Measured.NOTHING, List.of(0, 1))));
        int all = FactSheet.of(twoPackages(), Measured.NOTHING, List.of(0, 1)).size() + 3 * pairs.size();
        assertEquals("facts_left_out(" + (all - facts.size() + 1) + ")", facts.getLast());
    }

    @Test
    void shouldPlaceAmongAsManyCoresAsANodeMayHaveWithinTheSteps() {
        var cores = new ArrayList<Term>();
        var cpus = new ArrayList<Integer>();
        for (int core = 0; core < 64; core++) {
            cores.add(Term.of("core", Term.whole(core), Term.atom("online")));
            cpus.add(core % 8);
        }
        var base = rules(twoPackages(), measured())
                .withFacts(SystemFacts.cpus(cpus))
                .withFacts(cores);
        var many = new Asking(base.declaring("core_load", 2), new Limits(1_000_000, 100_000, 10, 100));
        for (var goal :
                List.of("boot_order(L)", "place(spread, 32, L)", "place(weighted, 32, L)", "place(compact, 8, L)")) {
            assertInstanceOf(Query.Reply.Answers.class, many.ask(goal), goal);
            assertEquals(1, many.lines(goal).size(), goal);
        }
    }

    private static Asking asking(Topology topology, Measured measured) {
        var cores = IntStream.range(0, 8).boxed().toList();
        var base = rules(topology, measured)
                .withFacts(SystemFacts.cpus(cores))
                .withFacts(cores.stream()
                        .map(core -> Term.of("core", Term.whole(core), Term.atom("online")))
                        .toList())
                .withLive("nr_running_cores", 1, () -> List.of(Term.of("nr_running_cores", Term.whole(8))))
                .withLive("core_load", 2, () -> List.of(Term.of("core_load", Term.whole(0), Term.whole(50))));
        return new Asking(base, Asking.LIMITS);
    }

    private static KnowledgeBase rules(Topology topology, Measured measured) {
        try {
            return MachineFacts.in(
                    KnowledgeBase.empty().with(Asking.shipped("lists")).with(Asking.shipped("machine")),
                    topology,
                    measured);
        } catch (MalformedGoal malformed) {
            throw new AssertionError(malformed.reason() + " at " + malformed.position(), malformed);
        }
    }

    private static Topology.Share share() {
        return new Topology.Share(List.of(0), List.of(), -1, -1);
    }

    static Topology twoPackages() {
        var threads = IntStream.range(0, 8)
                .mapToObj(cpu -> new CpuThread(
                        cpu, cpu % 2, 0, cpu / 2, 0, cpu % 2, cpu < 6 ? Cpu.Kind.PERFORMANCE : Cpu.Kind.EFFICIENCY, -1))
                .toList();
        var nodes = List.of(
                new NumaNode(
                        0,
                        -1,
                        List.of(0, 2, 4, 6),
                        List.of(new Distance(0, 10), new Distance(1, 21)),
                        List.of(new MemoryRange(0, 4096))),
                new NumaNode(
                        1,
                        -1,
                        List.of(1, 3, 5, 7),
                        List.of(new Distance(0, 21), new Distance(1, 10)),
                        List.of(new MemoryRange(4096, 8192))));
        var device = new Device("0000:d8:00.0", "storage", 1, List.of(1, 3, 5, 7));
        return new Topology("two packages", threads, List.of(), nodes, List.of(device), share(), 12_288);
    }

    /** A message inside of a package takes 150 ns, to the other one 400. */
    static Measured measured() {
        var messages = new ArrayList<MessageCost>();
        for (int from = 0; from < 8; from++) {
            for (int to = 0; to < 8; to++) {
                long roundTrip = from == to ? 4_000 : from % 2 == to % 2 ? 300 : 800;
                long send = from % 2 == to % 2 ? 20 : 60;
                messages.add(new MessageCost(from, to, send, 2 * send, roundTrip, 4, roundTrip - 10, roundTrip + 10));
            }
        }
        var speeds = IntStream.range(0, 8)
                .mapToObj(cpu -> new Measured.Speed(cpu, cpu < 6 ? 100 : 60))
                .toList();
        return new Measured(messages, speeds, 100);
    }
}
