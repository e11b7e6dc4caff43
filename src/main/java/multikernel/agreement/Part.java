package multikernel.agreement;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import multikernel.agreement.CommitMessage.Begun;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import org.jspecify.annotations.Nullable;

/** One core's part in one commit. */
final class Part<P> {

    enum Stage {
        /** This core has not said whether it can. */
        PREPARING,
        /** It can; the decision is not its own any more. */
        AGREED,
        /** It cannot; the decision is on its way. */
        REFUSED,
        COMMITTED,
        ABORTED
    }

    /** How far this core is with what it has to do itself. */
    enum Work {
        NOT_BEGUN,
        BEGUN,
        DONE
    }

    final OperationId operation;
    final long ballot;
    final Phases phases;
    final Begun begun;
    /** Null when all that is known of the commit is that it was aborted. */
    final @Nullable P proposal;
    /** With two phases all of it, otherwise what this core is the root of. */
    final List<Branch> tree;
    /** Where this core is in the tree. */
    final int at;

    Stage stage;
    Work work = Work.NOT_BEGUN;
    /** Why it cannot be, once this core knows of one that refuses. */
    Outcome.@Nullable Refused veto;
    /** Who sent this down to us: more than one where an inner core was lost. None at the coordinator. */
    List<CoreId> parents;
    /** The cores right below us that we sent to: children, and what lost children had below them. */
    List<Branch> reached = List.of();
    /**
     * Of the cores of our subtree, those that voted while this is undecided, and those that acknowledged afterwards.
     */
    final BitSet heard = new BitSet();
    /** How many of these our parents know. */
    int told;
    /** Cores that have left the view, of which the requester was told. */
    List<CoreId> delayed = List.of();
    /** The coordinator is lost: what remains is between the participants. */
    boolean orphan;
    /** The number of the view in which we asked the others, and those that answered that they are in doubt, too. */
    long round;

    Set<CoreId> inDoubt = Set.of();

    Part(
            OperationId operation,
            long ballot,
            Phases phases,
            Begun begun,
            @Nullable P proposal,
            List<Branch> tree,
            int at,
            List<CoreId> parents) {
        this.operation = operation;
        this.ballot = ballot;
        this.phases = phases;
        this.begun = begun;
        this.proposal = proposal;
        this.tree = tree;
        this.at = at;
        this.parents = parents;
        this.stage = phases == Phases.ONE ? Stage.COMMITTED : Stage.PREPARING;
    }

    boolean isCoordinator() {
        return parents.isEmpty();
    }

    boolean isDecided() {
        return stage == Stage.COMMITTED || stage == Stage.ABORTED;
    }

    void addParent(CoreId parent) {
        if (!parents.contains(parent)) {
            var more = new ArrayList<>(parents);
            more.add(parent);
            parents = List.copyOf(more);
        }
    }

    void decide(Stage decision) {
        stage = decision;
        heard.clear();
        told = 0;
        reached = List.of();
    }

    void heard(List<CoreId> cores) {
        for (var core : cores) {
            heard.set(core.index());
        }
    }

    /** What is to be told upwards: who was heard, of our subtree. */
    List<CoreId> heardCores() {
        if (end() == at + 1) {
            return List.of(tree.get(at).core());
        }
        var cores = new ArrayList<CoreId>();
        for (int each = at; each < end(); each++) {
            if (heard.get(tree.get(each).core().index())) {
                cores.add(tree.get(each).core());
            }
        }
        return cores;
    }

    /** Of our subtree, those in this state that were not heard. */
    List<CoreId> missing(Presence presence, Presence.Of state) {
        List<CoreId> missing = List.of();
        for (int each = at; each < end(); each++) {
            var branch = tree.get(each);
            if (!heard.get(branch.core().index()) && presence.of(branch) == state) {
                missing = missing.isEmpty() ? new ArrayList<>() : missing;
                missing.add(branch.core());
            }
        }
        return missing;
    }

    /** Of our subtree, those that were not heard and have not ended. */
    List<CoreId> unheard(Presence presence) {
        var unheard = new ArrayList<>(missing(presence, Presence.Of.MEMBER));
        unheard.addAll(missing(presence, Presence.Of.SUSPECTED));
        return unheard;
    }

    /** Of everyone who takes part, those in this state. */
    List<CoreId> cores(Presence presence, Presence.Of state) {
        List<CoreId> cores = List.of();
        for (var branch : tree) {
            if (presence.of(branch) == state) {
                cores = cores.isEmpty() ? new ArrayList<>() : cores;
                cores.add(branch.core());
            }
        }
        return cores;
    }

    boolean misses(Presence presence, Presence.Of state) {
        for (int each = at; each < end(); each++) {
            var branch = tree.get(each);
            if (!heard.get(branch.core().index()) && presence.of(branch) == state) {
                return true;
            }
        }
        return false;
    }

    /** The places of those that this core has to send to itself: its children, and below a lost one that one's. */
    List<Integer> next(Presence presence) {
        if (end() == at + 1) {
            return List.of();
        }
        var next = new ArrayList<Integer>();
        for (int each = at + 1; each < end(); ) {
            var branch = tree.get(each);
            boolean member = presence.of(branch) == Presence.Of.MEMBER;
            if (member) {
                next.add(each);
            }
            each += member ? 1 + branch.below() : 1;
        }
        return next;
    }

    /** Once the coordinator, the first of all, is lost: everyone else but this core. */
    List<Branch> peers() {
        var peers = new ArrayList<>(tree);
        peers.remove(at);
        peers.removeFirst();
        return peers;
    }

    private int end() {
        return at + 1 + tree.get(at).below();
    }
}
