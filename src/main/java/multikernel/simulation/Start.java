package multikernel.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.View;
import multikernel.capability.ObjectId;
import multikernel.capability.Range;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;

/** One start of a core in a {@link World}. */
public final class Start {

    /** How it fares. */
    enum Fate {
        RUNNING,
        /** Taken for stuck: no member any more, but it may still run, and nobody tells it. */
        FENCED,
        /** Its loop has ended and its views are closed. */
        ENDED
    }

    /** A view of memory, which only this start's thread could close. */
    record Opened(Life life, String domain, boolean write, long since) {}

    /** What a holder last said to a revoke. */
    record Said(boolean agrees, long at) {}

    /** Whose view, or whose word. */
    record Viewer(ObjectId object, String domain) {}

    /** Counts the starts of its world, from 0. */
    final int number;

    final CoreId core;
    final int incarnation;
    final Ownership ownership;
    /** Which incarnation of each core its view admits, 0 for none. */
    final int[] peers;
    /** What the guardian has for it and it has not read yet. */
    final ArrayDeque<OwnershipEvent> told = new ArrayDeque<>();
    /** What its own shell owes it: memory zeroed, a holder's word. */
    final List<OwnershipEvent> owed = new ArrayList<>();
    /** What it began to do and has not done: it stands still in the middle. */
    final ArrayDeque<OwnershipEffect> undone = new ArrayDeque<>();

    final Map<Long, Copy> copies = new LinkedHashMap<>();
    final Map<Viewer, Opened> views = new LinkedHashMap<>();
    final Map<Viewer, Said> words = new LinkedHashMap<>();
    List<Range> free = List.of();
    final List<OwnershipEffect.Zero> zeroing = new ArrayList<>();
    View view = View.EMPTY;
    private List<Member> lost = List.of();
    /** The number of the view that first had it. */
    long startedIn;

    Fate fate = Fate.RUNNING;
    boolean paused;
    /** Whether the guardian has said everywhere that it has ended. */
    boolean mourned;

    long operations;
    long looks;
    /** Of its tables and its memory, when they were looked at. */
    long changes;
    /** When a domain last left it. */
    final Map<String, Long> left = new LinkedHashMap<>();
    /** It dies, or stands still, once it has performed so many more effects. */
    int effectsUntilFault = Integer.MAX_VALUE;

    boolean faultIsPause;
    /** It stands still before it closes a view. */
    boolean pausesAtClose;

    Start(int number, int cores, CoreId core, int incarnation, Ownership ownership) {
        this.number = number;
        this.peers = new int[cores];
        this.core = core;
        this.incarnation = incarnation;
        this.ownership = ownership;
    }

    public CoreId core() {
        return core;
    }

    public int incarnation() {
        return incarnation;
    }

    /** The last view that it was told. */
    public View view() {
        return view;
    }

    /** Who left with the last view that it was told. */
    public List<Member> lost() {
        return lost;
    }

    /** Whether it can be told anything now. */
    boolean canMove() {
        return fate != Fate.ENDED && !paused;
    }

    boolean isRunning() {
        return fate == Fate.RUNNING;
    }

    void sees(View next) {
        var left = new ArrayList<Member>(1);
        for (var member : view.members()) {
            if (!next.admits(member.core(), member.incarnation())) {
                left.add(member);
            }
        }
        lost = left;
        view = next;
        Arrays.fill(peers, 0);
        for (var member : next.members()) {
            peers[member.core().index()] = member.incarnation();
        }
    }

    boolean isToClose(Opened view) {
        var object = view.life().object.id();
        for (var effect : undone) {
            if (effect instanceof OwnershipEffect.CloseViews(var closed) && closed.equals(object)
                    || effect instanceof OwnershipEffect.CloseView(var one, var domain)
                            && one.equals(object)
                            && domain.equals(view.domain())) {
                return true;
            }
        }
        return false;
    }

    OperationId nextOperation() {
        return new OperationId(core, incarnation, ++operations);
    }

    @Override
    public String toString() {
        return core + "." + incarnation;
    }
}
