package multikernel.simulation;

import multikernel.capability.Range;

/** What the memory servers could give: nobody's, once, and with what is held the whole region: invariant I6. */
final class Pools {

    private final World world;
    private final Ledger ledger;

    Pools(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    /** What could be given is nobody's: no other server's, no copy's, under no view. */
    void looks(Start start) {
        var free = start.ownership.free();
        if (free.equals(start.free)) {
            return;
        }
        start.free = free;
        for (var range : free) {
            for (var life : ledger.unburied) {
                if (life.copies > 0 && life.object.overlaps(range.base(), range.bytes())) {
                    throw new Violation(start + " could give " + range + ", where there is " + life);
                }
            }
            for (var other : world.present) {
                requireDisjoint(start, range, other);
            }
        }
    }

    /** Also what a core that is stuck could give is not allocated by others. */
    void requireGivenByNobodyElse(Start start, Life root) {
        for (var other : world.present) {
            for (var range : other.free) {
                if (other != start && root.object.overlaps(range.base(), range.bytes())) {
                    throw new Violation(start + " allocates " + root + ", which " + other + " could give");
                }
            }
        }
    }

    private static void requireDisjoint(Start start, Range range, Start other) {
        if (other == start) {
            return;
        }
        for (var theirs : other.free) {
            if (theirs.base() < range.end() && range.base() < theirs.end()) {
                throw new Violation(start + " could give " + range + ", and " + other + " " + theirs);
            }
        }
        for (var view : other.views.values()) {
            if (view.life().object.overlaps(range.base(), range.bytes())) {
                throw new Violation(start + " could give " + range + ", which " + other + " views: " + view);
            }
        }
    }

    /**
     * At rest the pool and the estates are the region, every byte once; some may be missing where all that had joined
     * may have been lost, and with them what only they knew to be nobody's.
     */
    void requireWhole() {
        long free = 0;
        for (var start : world.present) {
            for (var range : start.free) {
                free += range.bytes();
            }
            Violation.unless(start.ownership.given().isEmpty(), () -> start + " still waits to have given");
        }
        long held = 0;
        for (var life : ledger.lives.values()) {
            if (life.parent == null && ledger.isHeld(life)) {
                held += life.object.bytes();
            }
        }
        long sum = free + held;
        long pages = free / Options.PAGE_BYTES;
        Violation.unless(
                sum == world.options.regionBytes(),
                () -> "of " + world.options.pages() + " pages " + pages + " are free, and "
                        + (sum / Options.PAGE_BYTES - pages) + " held");
    }
}
