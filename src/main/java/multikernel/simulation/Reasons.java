package multikernel.simulation;

import multikernel.capability.Capability;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.Rights;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/** Why a capability may appear in a table, or go from one: invariants I1, I2 and I8, one request at a time. */
final class Reasons {

    private final Ledger ledger;

    Reasons(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The request that made this object, which nobody has seen before: hardly a retype of what has gone. */
    Asked toBeBorn(Start start, String domain, Capability capability) {
        Asked allocated = null;
        Asked late = null;
        for (var asked : ledger.pending) {
            if (asked.start == start && asked.domain.equals(domain) && makes(asked, capability)) {
                if (asked.source == null) {
                    allocated = allocated == null ? asked : allocated;
                } else if (asked.source.live) {
                    return asked;
                } else {
                    late = late == null ? asked : late;
                }
            }
        }
        var found = allocated == null ? late : allocated;
        if (found != null) {
            return found;
        }
        throw new Violation("nobody made " + capability + ", which is in the table of " + domain + " on " + start);
    }

    private static boolean makes(Asked asked, Capability capability) {
        var object = capability.object();
        if (!asked.mayHappen() || !asked.hasLeft()) {
            return false;
        }
        return switch (asked.request) {
            case Request.Allocate allocate ->
                object.type() == CapabilityType.RAM
                        && object.bytes() == roundUp(allocate.bytes())
                        && object.base() % Options.PAGE_BYTES == 0;
            case Request.Retype retype ->
                asked.source != null
                        && !asked.source.life.buried
                        && object.type() == retype.type()
                        && object.bytes() == retype.bytes()
                        && asked.source.life.object.type().derives().contains(object.type())
                        && asked.source.life.object.contains(object)
                        && asked.source.capability.rights().covers(capability.rights())
                        && isNext(retype, asked, asked.source, object);
            case Request.Copy copy -> false;
            case Request.Mint mint -> false;
            case Request.Move move -> false;
            case Request.MapOn map -> false;
            case Request.Unmap unmap -> false;
            case Request.Revoke revoke -> false;
            case Request.Delete delete -> false;
            case Request.Subscribe subscribe -> false;
            case Request.Identify identify -> false;
        };
    }

    static long roundUp(long bytes) {
        return (bytes + Options.PAGE_BYTES - 1) / Options.PAGE_BYTES * Options.PAGE_BYTES;
    }

    /** At a place of its own among the request's objects. */
    private static boolean isNext(Request.Retype retype, Asked asked, Copy source, Described object) {
        long from = object.base() - source.life.object.base() - retype.offset();
        return from >= 0
                && from % retype.bytes() == 0
                && from / retype.bytes() < retype.count()
                && asked.made.stream().noneMatch(copy -> copy.life.object.base() == object.base());
    }

    /** Which of the request's objects it is. */
    int indexOf(Asked by, Described object) {
        return by.request instanceof Request.Retype retype && by.source != null
                ? (int) ((object.base() - by.source.life.object.base() - retype.offset()) / retype.bytes())
                : 0;
    }

    /** The request that brought a copy of a known object here. */
    Asked toAppear(Start start, String domain, Capability capability, Life life) {
        Violation.unless(
                !life.buried, () -> "dead, and again in the table of " + domain + " on " + start + ": " + capability);
        Violation.unless(
                life.object.equals(capability.object()), () -> "not what it was, " + life.object + ": " + capability);
        var found = bringer(null, start, domain, capability, life);
        if (found == null) {
            throw new Violation("nobody brought " + capability + " into the table of " + domain + " on " + start);
        }
        return found;
    }

    /** Another request that may as well have brought this copy. */
    @Nullable
    Asked otherBringer(Copy copy) {
        return bringer(copy.by, copy.start, copy.domain, copy.capability, copy.life);
    }

    private @Nullable Asked bringer(@Nullable Asked not, Start start, String domain, Capability capability, Life life) {
        for (var asked : ledger.pending) {
            var source = asked.source;
            if (source != null
                    && asked != not
                    && source.life == life
                    && asked.mayHappen()
                    && asked.hasLeft()
                    && source.capability.rights().covers(capability.rights())
                    && brings(asked, source, start, domain, capability)) {
                return asked;
            }
        }
        return null;
    }

    static boolean brings(Asked asked, Copy source, Start start, String domain, Capability capability) {
        return switch (asked.request) {
            case Request.Copy copy -> isGiven(source, copy.to().index(), copy.domain(), start, domain);
            case Request.Move move -> isGiven(source, move.to().index(), move.domain(), start, domain);
            case Request.Mint mint ->
                asked.start == start
                        && asked.domain.equals(domain)
                        && mint.rights().equals(capability.rights());
            case Request.MapOn map ->
                asked.domain.equals(domain)
                        && map.cores().contains(start.core)
                        && asked.made.stream().noneMatch(copy -> copy.start == start);
            case Request.Allocate allocate -> false;
            case Request.Retype retype -> false;
            case Request.Unmap unmap -> false;
            case Request.Revoke revoke -> false;
            case Request.Delete delete -> false;
            case Request.Subscribe subscribe -> false;
            case Request.Identify identify -> false;
        };
    }

    private static boolean isGiven(Copy source, int core, String to, Start start, String domain) {
        boolean isSameTable = source.start == start && source.domain.equals(domain);
        return start.core.index() == core
                && to.equals(domain)
                && (isSameTable || source.capability.rights().has(Rights.GRANT))
                && (source.start.core.equals(start.core)
                        || source.life.object.type().isMovable());
    }

    /** Somebody must have asked for what takes this copy away. */
    void requireToGo(Copy copy) {
        if (copy.start.left.getOrDefault(copy.domain, 0L) > copy.since) {
            return;
        }
        for (var asked : ledger.pending) {
            var source = asked.source;
            if (source != null && takes(asked, source, copy)) {
                return;
            }
        }
        throw new Violation("nobody asked for the end of " + copy);
    }

    private boolean takes(Asked asked, Copy source, Copy copy) {
        return switch (asked.request) {
            case Request.Delete delete -> source == copy;
            case Request.Move move -> source == copy && (!asked.made.isEmpty() || hasMoved(asked, source, move));
            case Request.Revoke revoke -> source != copy && copy.life.isFrom(source.life) && hasAgreed(asked, copy);
            case Request.Copy other -> false;
            case Request.Mint mint -> false;
            case Request.MapOn map -> false;
            case Request.Allocate allocate -> false;
            case Request.Retype retype -> false;
            case Request.Unmap unmap -> false;
            case Request.Subscribe subscribe -> false;
            case Request.Identify identify -> false;
        };
    }

    /** What it brought may have been taken for the work of another request for the same. */
    private boolean hasMoved(Asked asked, Copy source, Request.Move move) {
        for (var other : ledger.asked.values()) {
            for (var copy : other.made) {
                if (copy.life == source.life
                        && copy.since >= asked.at
                        && copy.start.core.equals(move.to())
                        && copy.domain.equals(move.domain())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Who wanted to be heard before a revoke was, and did not say no. */
    private static boolean hasAgreed(Asked revoke, Copy copy) {
        if (copy.subscribed > revoke.at || copy.start == revoke.start && copy.domain.equals(revoke.domain)) {
            return true;
        }
        var word = copy.start.words.get(new Start.Viewer(copy.life.object.id(), copy.domain));
        return word != null && word.at() > revoke.at && word.agrees();
    }
}
