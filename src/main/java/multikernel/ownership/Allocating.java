package multikernel.ownership;

import java.util.List;
import multikernel.base.Refusal;
import multikernel.capability.CapabilityType;
import multikernel.capability.Range;
import multikernel.capability.Rights;
import multikernel.capability.Table;
import org.jspecify.annotations.Nullable;

/** Allocate: a range of the memory server becomes an estate of this core, one object in one slot. */
final class Allocating {

    /** Waits for memory, and for no owner. */
    private final class Errand implements Open.Errand, Memory.Taker {

        final Open open;
        final Table table;
        boolean isOver;

        Errand(Open open, Table table) {
            this.open = open;
            this.table = table;
        }

        @Override
        @Nullable
        public Hint hint() {
            return null;
        }

        @Override
        public void sayAgain() {}

        @Override
        public void cancel() {}

        @Override
        public void take(Range range) {
            isOver = true;
            allocated(this, range);
        }

        @Override
        public void refuse(String detail) {
            isOver = true;
            asking.refuse(open, Ground.refused(Refusal.OUT_OF_MEMORY, detail));
        }
    }

    private final Ground ground;
    private final Holdings holdings;
    private final Asking asking;
    private final Estates estates;
    private final Memory memory;

    Allocating(Ground ground, Holdings holdings, Asking asking, Estates estates, Memory memory) {
        this.ground = ground;
        this.holdings = holdings;
        this.asking = asking;
        this.estates = estates;
        this.memory = memory;
    }

    void ask(Open open, Request.Allocate allocate) {
        long bytes = allocate.bytes();
        long grain = CapabilityType.RAM.granularityBytes();
        var table = holdings.table(open.domain);
        if (table == null) {
            asking.refuse(open, Locally.noDomain(ground, open.domain));
        } else if (bytes <= 0 || bytes % grain != 0) {
            asking.refuse(open, Ground.refused(Refusal.BAD_SIZE, bytes + " is no multiple of " + grain));
        } else {
            var errand = new Errand(open, table);
            memory.allocate(bytes, errand);
            if (!errand.isOver) {
                asking.keep(open, errand);
            }
        }
    }

    private void allocated(Errand errand, Range range) {
        var open = errand.open;
        var table = errand.table;
        if (holdings.table(open.domain) != table) {
            memory.reclaim(range);
            asking.refuse(open, Locally.noDomain(ground, open.domain));
            return;
        }
        var slot = table.reserve();
        if (slot.isEmpty()) {
            memory.reclaim(range);
            asking.refuse(open, Locally.full(open.domain));
            return;
        }
        long ballot = ground.view().number();
        var owned = estates.allocate(CapabilityType.RAM, range, ballot);
        var copy = new Passed(owned.object, owned.descent, Rights.ALL, ballot, 0);
        holdings.put(table, open.domain, slot.get(), copy, ground.self);
        asking.done(open, List.of(new Placed(ground.self, open.domain, slot.get(), copy.capability())));
    }
}
