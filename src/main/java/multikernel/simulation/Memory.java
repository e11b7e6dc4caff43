package multikernel.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.capability.CapabilityType;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Request;
import multikernel.simulation.Start.Opened;
import multikernel.simulation.Start.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * The region as far as it can be told apart: whose bytes each page holds, and who could touch them. A view for writing
 * is taken to write as soon as it is there.
 */
final class Memory {

    private final World world;
    private final Ledger ledger;
    /** Whose bytes a page holds; null if they are zero. */
    private final @Nullable Life[] written;

    private record Closed(Start start, Opened view, long at) {}

    private final List<Closed> closed = new ArrayList<>();

    Memory(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
        this.written = new Life[(int) (world.options.regionBytes() / Options.PAGE_BYTES)];
    }

    private static int page(long base) {
        return (int) (base / Options.PAGE_BYTES);
    }

    // Views.

    void opens(Start start, Life life, OwnershipEffect.OpenView open) {
        Violation.unless(life.object.type().isMappable(), () -> start + " maps what is no frame: " + open);
        Violation.unless(!life.buried, () -> start + " maps what is dead: " + open);
        var viewer = new Viewer(life.object.id(), open.domain());
        var before = start.views.get(viewer);
        boolean isWeaker = before != null && (before.write() || !open.write());
        boolean isNew = isAskedFor(start, life, open);
        Violation.unless(isNew || isWeaker, () -> start + " maps what nobody asked to map: " + open);
        requireUnused(life);
        requireOwnBytes(start, life);
        long since = isNew || before == null ? ledger.now() : before.since();
        start.views.put(viewer, new Opened(life, open.domain(), open.write(), since));
        if (open.write()) {
            write(life);
        }
    }

    private boolean isAskedFor(Start start, Life life, OwnershipEffect.OpenView open) {
        for (var asked : ledger.pending) {
            if (asked.request instanceof Request.MapOn map
                    && asked.domain.equals(open.domain())
                    && map.cores().contains(start.core)
                    && (map.write() || !open.write())
                    && asked.source != null
                    && asked.source.life == life) {
                return true;
            }
        }
        return false;
    }

    /** No view, and no zeroing, of another life of the range on any core that could still touch it. */
    void requireUnused(Life life) {
        requireUnused(life, false);
    }

    /** Who it is made for has not been told: its core may still have to close a view, and does so first. */
    void requireUnusedSoon(Life life) {
        requireUnused(life, true);
    }

    private void requireUnused(Life life, boolean isSoon) {
        long base = life.object.base();
        long bytes = life.object.bytes();
        for (var start : world.present) {
            for (var view : start.views.values()) {
                boolean isOwn = life.frame != null && view.life().frame == life.frame;
                if (!isOwn && view.life().object.overlaps(base, bytes) && !(isSoon && start.isToClose(view))) {
                    throw new Violation(start + " has a view of " + view.life() + ", and there is " + life);
                }
            }
            for (var zero : start.zeroing) {
                if (life.by.word != Asked.Word.OPEN
                        && life.object.type() != CapabilityType.RAM
                        && life.object.overlaps(zero.base(), zero.bytes())) {
                    throw new Violation(start + " is zeroing what is in use: " + zero + ", " + life);
                }
            }
        }
    }

    /** Who is given a frame finds zeros in it, or what was written by its own frame. */
    void requireOwnBytes(Start start, Life life) {
        for (int page = page(life.object.base()); page < page(life.object.end()); page++) {
            var who = written[page];
            Violation.unless(
                    who == null || who == life.frame, () -> start + " is given " + life + " with the bytes of " + who);
        }
    }

    private void write(Life life) {
        Arrays.fill(written, page(life.object.base()), page(life.object.end()), life.frame);
    }

    /** @param domain null for the views of every domain */
    void closes(Start start, ObjectId object, @Nullable String domain) {
        for (var views = start.views.entrySet().iterator(); views.hasNext(); ) {
            var entry = views.next();
            var viewer = entry.getKey();
            if (viewer.object().equals(object) && (domain == null || domain.equals(viewer.domain()))) {
                views.remove();
                requireReason(start, entry.getValue());
            }
        }
    }

    private void requireReason(Start start, Opened view) {
        closed.add(new Closed(start, view, ledger.now()));
        if (start.left.getOrDefault(view.domain(), 0L) > view.since()) {
            return;
        }
        for (var asked : ledger.pending) {
            if (asked.source != null && closes(asked, asked.source, start, view)) {
                return;
            }
        }
        throw new Violation(start + " closes " + view + ", which nobody asked for");
    }

    private static boolean closes(Asked asked, Copy source, Start start, Opened view) {
        return switch (asked.request) {
            case Request.Unmap unmap -> source.life == view.life();
            case Request.Revoke revoke -> view.life().isFrom(source.life);
            case Request.Delete delete -> isOf(source, start, view);
            case Request.Move move -> isOf(source, start, view);
            case Request.MapOn map ->
                source.life == view.life() && view.domain().equals(asked.domain);
            case Request.Copy copy -> false;
            case Request.Mint mint -> false;
            case Request.Allocate allocate -> false;
            case Request.Retype retype -> false;
            case Request.Subscribe subscribe -> false;
            case Request.Identify identify -> false;
        };
    }

    private static boolean isOf(Copy source, Start start, Opened view) {
        return source.start == start && source.life == view.life() && source.domain.equals(view.domain());
    }

    /** Every view has a copy in the table of its domain that allows it. */
    void requireRights(Start start) {
        for (var view : start.views.values()) {
            Violation.unless(
                    hasCopy(start, view), () -> start + " keeps " + view + " for a domain that has no right to it");
        }
    }

    private static boolean hasCopy(Start start, Opened view) {
        int needed = view.write() ? Rights.READ | Rights.WRITE : Rights.READ;
        for (var copy : start.copies.values()) {
            if (copy.life == view.life()
                    && copy.domain.equals(view.domain())
                    && copy.capability.rights().has(needed)) {
                return true;
            }
        }
        return false;
    }

    // Zeroing.

    void zeroing(Start start, OwnershipEffect.Zero zero) {
        requireNobodyReads(start, zero.base(), zero.bytes());
        start.zeroing.add(zero);
    }

    void zeroed(Start start, OwnershipEvent.Zeroed zeroed) {
        requireNobodyReads(start, zeroed.base(), zeroed.bytes());
        start.zeroing.removeIf(zero -> zero.base() == zeroed.base() && zero.bytes() == zeroed.bytes());
        Arrays.fill(written, page(zeroed.base()), page(zeroed.base() + zeroed.bytes()), null);
    }

    private void requireNobodyReads(Start start, long base, long bytes) {
        for (var other : world.present) {
            for (var view : other.views.values()) {
                Violation.unless(
                        !view.life().object.overlaps(base, bytes),
                        () -> start + " zeroes under " + view + " of " + other);
            }
        }
        for (int page = page(base); page < page(base + bytes); page++) {
            var who = written[page];
            Violation.unless(who == null || !isHeld(who), () -> start + " zeroes what is held: " + who);
        }
    }

    /** Whether anybody can still see what was written. */
    private boolean isHeld(Life frame) {
        for (var life : ledger.unburied) {
            if (life.frame == frame && life.copies > 0) {
                return true;
            }
        }
        return false;
    }

    void ended(Start start) {
        start.views.values().forEach(view -> closed.add(new Closed(start, view, ledger.now())));
        start.views.clear();
    }

    /** Whether the domain has a view on this core, or had one while the request was under way. */
    boolean hadView(CoreId core, Asked asked) {
        for (var start : world.present) {
            if (start.core.equals(core)) {
                for (var view : start.views.values()) {
                    if (isFor(asked, view)) {
                        return true;
                    }
                }
            }
        }
        for (int each = closed.size() - 1; each >= 0 && closed.get(each).at >= asked.at; each--) {
            var was = closed.get(each);
            if (was.start.core.equals(core) && isFor(asked, was.view)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFor(Asked asked, Opened view) {
        return asked.source != null
                && view.life() == asked.source.life
                && view.domain().equals(asked.domain);
    }
}
