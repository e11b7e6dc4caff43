package multikernel.bench;

import java.util.List;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/** An operation on capabilities that is measured, and what has to be there before; afterwards all of it is revoked. */
enum MemoryTask {
    COPY("copy") {
        @Override
        void run(Stage on) {
            on.copy(on.desk.self());
        }
    },
    COPY_AWAY("copy to the other core") {
        @Override
        void run(Stage on) {
            on.copy(on.other);
        }
    },
    MINT("mint") {
        @Override
        void run(Stage on) {
            on.desk.ask(new Request.Mint(on.frame(), new Rights(Rights.READ)));
        }
    },
    RETYPE("retype") {
        @Override
        void prepare(Stage on) {}

        @Override
        void run(Stage on) {
            on.desk.ask(new Request.Retype(on.ram, 0, CapabilityType.RAM, 1, BYTES));
        }
    },
    DELETE("delete") {
        @Override
        void prepare(Stage on) {
            super.prepare(on);
            on.copy(on.desk.self());
        }

        @Override
        void run(Stage on) {
            on.delete();
        }
    },
    DELETE_LAST("delete the last copy") {
        @Override
        void run(Stage on) {
            on.delete();
        }
    },
    REVOKE("revoke") {
        @Override
        void prepare(Stage on) {
            super.prepare(on);
            on.copy(on.desk.self());
        }

        @Override
        void run(Stage on) {
            on.revoke();
        }
    },
    REVOKE_AWAY("revoke, a copy on the other core") {
        @Override
        void prepare(Stage on) {
            super.prepare(on);
            on.copy(on.other);
        }

        @Override
        void run(Stage on) {
            on.revoke();
        }
    },
    MAP("map on both cores") {
        @Override
        void run(Stage on) {
            on.map();
        }
    },
    /** No view is left on any core; the frame and its copies are there still. */
    UNMAP("unmap") {
        @Override
        void prepare(Stage on) {
            super.prepare(on);
            on.map();
        }

        @Override
        void run(Stage on) {
            on.desk.ask(new Request.Unmap(on.frame()));
        }
    },
    /** No view, no copy and no frame is left: its range can be made into something else. */
    UNMAP_AND_FREE("unmap and free") {
        @Override
        void prepare(Stage on) {
            super.prepare(on);
            on.map();
        }

        @Override
        void run(Stage on) {
            on.desk.ask(new Request.Revoke(on.ram));
        }
    };

    static final long BYTES = UnmapPeers.PAGE_BYTES;

    private final String metric;

    MemoryTask(String metric) {
        this.metric = metric;
    }

    String metric() {
        return metric;
    }

    /** A frame. */
    void prepare(Stage on) {
        on.frame = on.desk.make(new Request.Retype(on.ram, 0, CapabilityType.FRAME, 1, BYTES));
    }

    abstract void run(Stage on);

    /** Whatever was made, wherever it is. */
    void undo(Stage on) {
        on.desk.ask(new Request.Revoke(on.ram));
    }

    /** What the core that asks has. */
    static final class Stage {

        private final OwnershipDesk desk;
        private final CoreId other;
        private final Address ram;
        private @Nullable Address frame;

        Stage(OwnershipDesk desk, CoreId other) {
            this.desk = desk;
            this.other = other;
            ram = desk.make(new Request.Allocate(BYTES));
        }

        private Address frame() {
            return Objects.requireNonNull(frame, "a frame was prepared");
        }

        private void copy(CoreId to) {
            desk.ask(new Request.Copy(frame(), to, OwnershipDesk.DOMAIN));
        }

        private void delete() {
            desk.ask(new Request.Delete(frame()));
        }

        private void revoke() {
            desk.ask(new Request.Revoke(frame()));
        }

        private void map() {
            desk.ask(new Request.MapOn(frame(), List.of(desk.self(), other), true));
        }
    }
}
