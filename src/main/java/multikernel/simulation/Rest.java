package multikernel.simulation;

import java.util.SplittableRandom;

/** What happens in a world by itself, without a request or a fault, until nothing can; and what must be true then. */
final class Rest {

    private static final int EVENTS_MAX = 50_000;

    private final World world;
    private final SplittableRandom random;

    Rest(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** One letter of some link arrives; seldom one of a slow link. */
    boolean deliver() {
        return deliver(false);
    }

    private boolean deliver(boolean alsoSlow) {
        var loaded = world.wires.loaded();
        int count = loaded.size();
        int first = count == 0 ? 0 : random.nextInt(count);
        for (int each = 0; each < count; each++) {
            var link = loaded.get((first + each) % count);
            boolean isDue = alsoSlow || !link.slow || random.nextInt(12) == 0;
            if (isDue && world.deliver(link)) {
                return true;
            }
        }
        return false;
    }

    /** Somebody is told what the guardian has for it. */
    boolean tell() {
        return oneOf(start -> start.canMove() && world.tell(start));
    }

    /** Somebody's shell keeps its word. */
    boolean keep() {
        return oneOf(start -> {
            if (!start.canMove() || start.owed.isEmpty()) {
                return false;
            }
            world.keep(start, random.nextInt(start.owed.size()));
            return true;
        });
    }

    /** The guardian does one of the things that it has to. */
    boolean guard() {
        if (!world.unmourned.isEmpty()) {
            world.mourn(world.unmourned.get(random.nextInt(world.unmourned.size())));
            return true;
        }
        return oneOf(start -> {
            boolean joins = canJoin(start);
            if (joins) {
                world.join(start);
            }
            return joins;
        });
    }

    /** Every peer of the view can talk to it, as its monitor would say. */
    private boolean canJoin(Start start) {
        var member = world.view().member(start.core).orElse(null);
        return member != null
                && member.incarnation() == start.incarnation
                && !member.joined()
                && start.isRunning()
                && canTalkToAll(start);
    }

    private boolean canTalkToAll(Start start) {
        for (var peer : world.view().members()) {
            var other = world.latest(peer.core().index());
            if (other == null || !other.isRunning() || other.view.number() < start.startedIn) {
                return false;
            }
        }
        return true;
    }

    /** Does something that may be possible to a start. */
    private interface Move {
        boolean tried(Start start);
    }

    private boolean oneOf(Move move) {
        int count = world.present.size();
        int first = count == 0 ? 0 : random.nextInt(count);
        for (int each = 0; each < count; each++) {
            if (move.tried(world.present.get((first + each) % count))) {
                return true;
            }
        }
        return false;
    }

    void moveALittle() {
        for (int moves = random.nextInt(4); moves > 0; moves--) {
            move();
        }
    }

    private boolean move() {
        int first = random.nextInt(8);
        if (first < 5 && deliver() || first == 5 && tell() || first == 6 && keep()) {
            return true;
        }
        return guard() || tell() || keep() || deliver(true);
    }

    /** In a bounded number of events everything that is under way has arrived. */
    void settle() {
        long until = world.clock + EVENTS_MAX;
        while (move()) {
            Violation.unless(world.clock < until, () -> "does not come to rest");
        }
    }

    /** Every wait has ended with a word. */
    void requireAnswers() {
        for (var asked : world.ledger.asked.values()) {
            Violation.unless(!asked.awaited || !asked.start.isRunning(), () -> "never answered: " + asked);
        }
    }
}
