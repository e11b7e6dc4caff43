package multikernel.urpc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * Every run of a few small programs on processors that keep their stores in buffers. A processor sees its own stores at
 * once, the others see them when they leave the buffer: in order with {@link Order#TOTAL} (x86), in any order of
 * different cells with {@link Order#PARTIAL}, a release staying behind what was stored before it. Loads are not turned
 * round. After Owens, Sarkar, Sewell, A Better x86 Memory Model: x86-TSO, 2009.
 */
final class StoreBuffers {

    enum Order {
        TOTAL,
        PARTIAL
    }

    /** What a search found. */
    enum Found {
        /** No run goes wrong, and at least one ends. */
        NOTHING,
        /** No run goes wrong, and none ends either. */
        ENDLESS,
        /** No processor can go on, and one of them has not ended. */
        STUCK,
        /** A step has said {@link #WRONG}. */
        WRONG
    }

    /** One access to memory at most; returns the next step's number or one of the three below. */
    @FunctionalInterface
    interface Step {
        int run(Processor processor);
    }

    static final int END = -1;
    static final int BLOCKED = -2;
    static final int WRONG = -3;

    private static final int REGISTERS = 3;

    private record Store(int cell, int value, boolean release) {}

    /** @param next the step of each program; nothing in here is changed once it is made */
    private record State(List<Integer> next, List<Integer> memory, List<Integer> registers, List<List<Store>> buffers) {

        State with(int program, int step, Processor after) {
            var steps = new ArrayList<>(next);
            steps.set(program, step);
            return new State(List.copyOf(steps), List.copyOf(after.memory), List.copyOf(after.registers), copy(after));
        }

        private static List<List<Store>> copy(Processor after) {
            return after.buffers.stream().map(List::copyOf).toList();
        }
    }

    /** A program's view of a state, and what its step does to it. */
    static final class Processor {

        private final int program;
        private final List<Integer> memory;
        private final List<Integer> registers;
        private final List<List<Store>> buffers = new ArrayList<>();

        private Processor(int program, State state) {
            this.program = program;
            memory = new ArrayList<>(state.memory);
            registers = new ArrayList<>(state.registers);
            state.buffers.forEach(buffer -> buffers.add(new ArrayList<>(buffer)));
        }

        int load(int cell) {
            var own = buffers.get(program);
            for (var at = own.size() - 1; at >= 0; at--) {
                if (own.get(at).cell == cell) {
                    return own.get(at).value;
                }
            }
            return memory.get(cell);
        }

        void store(int cell, int value) {
            buffers.get(program).add(new Store(cell, value, false));
        }

        void release(int cell, int value) {
            buffers.get(program).add(new Store(cell, value, true));
        }

        /** Has everything of this processor's left its buffer? A step that is told no says {@link #BLOCKED}. */
        boolean isFenced() {
            return buffers.get(program).isEmpty();
        }

        /** As a locked instruction does; only where {@link #isFenced}. */
        void swap(int cell, int value) {
            memory.set(cell, value);
        }

        /** What {@code membarrier} does to every processor. */
        void fenceAll() {
            for (var buffer : buffers) {
                buffer.forEach(store -> memory.set(store.cell, store.value));
                buffer.clear();
            }
        }

        int register(int number) {
            return registers.get(program * REGISTERS + number);
        }

        void register(int number, int value) {
            registers.set(program * REGISTERS + number, value);
        }
    }

    private final Order order;
    private final List<List<Step>> programs;
    private final HashSet<State> seen = new HashSet<>();
    private final ArrayDeque<State> open = new ArrayDeque<>();

    private StoreBuffers(Order order, List<List<Step>> programs) {
        this.order = order;
        this.programs = programs;
    }

    /** @param cells of memory, all 0 at first */
    static Found search(Order order, int cells, List<List<Step>> programs) {
        var search = new StoreBuffers(order, programs);
        search.reach(new State(
                zeros(programs.size()),
                zeros(cells),
                zeros(programs.size() * REGISTERS),
                Collections.nCopies(programs.size(), List.of())));
        return search.run();
    }

    private static List<Integer> zeros(int count) {
        return Collections.nCopies(count, 0);
    }

    private Found run() {
        var ended = false;
        for (var state = open.poll(); state != null; state = open.poll()) {
            var moved = false;
            for (var program = 0; program < programs.size(); program++) {
                var step = state.next.get(program);
                if (step != END) {
                    var after = new Processor(program, state);
                    var next = programs.get(program).get(step).run(after);
                    if (next == WRONG) {
                        return Found.WRONG;
                    }
                    if (next != BLOCKED) {
                        moved = true;
                        reach(state.with(program, next, after));
                    }
                }
                moved |= drain(state, program);
            }
            var over = state.next.stream().allMatch(step -> step == END);
            if (!moved && !over) {
                return Found.STUCK;
            }
            ended |= over;
        }
        return ended ? Found.NOTHING : Found.ENDLESS;
    }

    /** One store of the program's leaves its buffer, in each way that the order allows. */
    private boolean drain(State state, int program) {
        var buffer = state.buffers.get(program);
        for (var at = 0; at < buffer.size(); at++) {
            if (mayLeave(buffer, at)) {
                var after = new Processor(program, state);
                var store = after.buffers.get(program).remove(at);
                after.memory.set(store.cell, store.value);
                reach(state.with(program, state.next.get(program), after));
            }
        }
        return !buffer.isEmpty();
    }

    private boolean mayLeave(List<Store> buffer, int at) {
        if (at == 0) {
            return true;
        }
        var store = buffer.get(at);
        return order == Order.PARTIAL
                && !store.release
                && buffer.subList(0, at).stream().noneMatch(earlier -> earlier.cell == store.cell);
    }

    private void reach(State state) {
        if (seen.add(state)) {
            open.add(state);
        }
    }
}
