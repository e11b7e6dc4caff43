package multikernel.simulation.machine;

import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.knowledge.tree.Cost;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Unit;

/**
 * A modelled machine. Cores are numbered die by die, package by package.
 *
 * @param count of its cores
 * @param coresOfDie of each die but perhaps the last
 * @param diesOfPackage of each package but perhaps the last
 * @param hops between two packages, a row for each
 * @param byDistance what a message costs: on a die, then across dies so many hops apart
 * @param homeCycles for which one request occupies the home of a line, of which there is one to each die
 * @param lrpcCycles of a message between two processes of one core
 * @param handlerCycles of our own code for one message
 */
public record Model(
        String name,
        double clockMegahertz,
        int count,
        int coresOfDie,
        int diesOfPackage,
        List<List<Integer>> hops,
        List<Cost> byDistance,
        long pollCycles,
        long homeCycles,
        int requests,
        long wakeCycles,
        long lrpcCycles,
        long updateCycles,
        long handlerCycles)
        implements Costs {

    public Model {
        hops = hops.stream().map(List::copyOf).toList();
        byDistance = List.copyOf(byDistance);
    }

    /** The same, where handling a message counts as receiving it: what a tree for a protocol is made from. */
    public Model handling() {
        var handled = byDistance.stream()
                .map(cost -> new Cost(cost.send(), cost.transfer(), cost.receive() + handlerCycles))
                .toList();
        return new Model(
                name,
                clockMegahertz,
                count,
                coresOfDie,
                diesOfPackage,
                hops,
                handled,
                pollCycles,
                homeCycles,
                requests,
                wakeCycles,
                lrpcCycles,
                updateCycles,
                0);
    }

    public List<CoreId> cores() {
        return cores(count);
    }

    /** The first so many. */
    public List<CoreId> cores(int first) {
        return IntStream.range(0, first).mapToObj(CoreId::of).toList();
    }

    public int packages() {
        return hops.size();
    }

    public int dies() {
        return (count + coresOfDie - 1) / coresOfDie;
    }

    @Override
    public Unit unit() {
        return Unit.CYCLES;
    }

    /** Of the line that is homed near the receiver or the sender. */
    @Override
    public Cost of(CoreId from, CoreId to) {
        return byDistance.get(distance(from.index(), to.index()));
    }

    /** Where the line has its home with a die that may be farther than the two cores are from each other. */
    public Cost of(CoreId from, CoreId to, int home) {
        int own = distance(from.index(), to.index());
        int first = home * coresOfDie;
        return byDistance.get(Math.max(own, Math.min(distance(from.index(), first), distance(to.index(), first))));
    }

    /** Cores under one last-level cache. */
    @Override
    public int packageOf(CoreId core) {
        return core.index() / coresOfDie;
    }

    public int socketOf(int core) {
        return core / coresOfDie / diesOfPackage;
    }

    /** 0 on one die, 1 between the dies of a package, then 1 more for each hop. */
    int distance(int from, int to) {
        if (from / coresOfDie == to / coresOfDie) {
            return 0;
        }
        return 1 + hopsBetween(socketOf(from), socketOf(to));
    }

    private int hopsBetween(int from, int to) {
        return hops.get(from).get(to);
    }
}
