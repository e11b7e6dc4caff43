package multikernel.capability;

import java.util.List;
import multikernel.base.Check;
import multikernel.base.Refusal;

/**
 * The checks of all operations: each gives a plan, which then cannot fail, or why it is refused. A check changes
 * nothing and asks only what is handed to it.
 */
public final class Operations {

    private Operations() {}

    /** What lies at an address; every operation begins here. */
    public static Check<Capability> find(Table table, Address address) {
        return table.at(address)
                .map(Check::plan)
                .orElseGet(() -> Check.refused(Refusal.NO_SUCH_CAPABILITY, address.toString()));
    }

    /** A copy to there; the plan is the copy. */
    public static Check<Capability> copy(Capability source, Reach reach) {
        if (reach == Reach.OTHER_CORE && !source.object().type().isMovable()) {
            return Check.refused(Refusal.STAYS_HOME, source.object().type().word());
        }
        if (reach != Reach.SAME_TABLE && !source.rights().has(Rights.GRANT)) {
            return Check.refused(Refusal.NO_RIGHT, "grant");
        }
        return Check.plan(source);
    }

    /** A copy there and then none here; refused like a copy. */
    public static Check<Capability> move(Capability source, Reach reach) {
        return copy(source, reach);
    }

    /** A copy with these rights; the plan is the copy. */
    public static Check<Capability> mint(Capability source, Rights rights) {
        return source.rights().covers(rights)
                ? Check.plan(new Capability(source.object(), rights))
                : Check.refused(Refusal.MORE_RIGHTS, rights + " from " + source.rights());
    }

    /** A view, read-only or not. */
    public static Check<Capability> map(Capability source, boolean write) {
        if (!source.object().type().isMappable()) {
            return Check.refused(Refusal.NOT_MAPPABLE, source.object().type().word());
        }
        if (!source.rights().has(Rights.READ)) {
            return Check.refused(Refusal.NO_RIGHT, "read");
        }
        if (write && !source.rights().has(Rights.WRITE)) {
            return Check.refused(Refusal.NO_RIGHT, "write");
        }
        return Check.plan(source);
    }

    public static Check<Described> identify(Capability source) {
        return source.rights().has(Rights.IDENTIFY)
                ? Check.plan(source.object())
                : Check.refused(Refusal.NO_RIGHT, "identify");
    }

    /** As far as the object itself decides: all of a retype but whether the range is free. */
    public static Check<RetypePlan> retype(Described source, long offset, CapabilityType type, int count, long bytes) {
        if (!source.type().derives().contains(type)) {
            return Check.refused(
                    Refusal.NOT_DERIVABLE,
                    type.word() + " from " + source.type().word());
        }
        long granularityBytes = type.granularityBytes();
        if (offset < 0 || offset % granularityBytes != 0) {
            return Check.refused(Refusal.BAD_OFFSET, offset + " of " + granularityBytes);
        }
        if (bytes < 1 || bytes % granularityBytes != 0 || type.isExact() && bytes != granularityBytes) {
            return Check.refused(Refusal.BAD_SIZE, bytes + " of " + granularityBytes);
        }
        if (count < 1 || count > Math.max(1, source.bytes() / bytes)) {
            return Check.refused(Refusal.BAD_COUNT, count + " of " + source.bytes() / bytes);
        }
        if (offset > source.bytes() || (source.bytes() - offset) / bytes < count) {
            return Check.refused(Refusal.OUT_OF_RANGE, "of " + source.bytes());
        }
        return Check.plan(new RetypePlan(source.id(), type, source.base() + offset, bytes, count));
    }

    /** All of a retype, for the owner to ask. */
    public static Check<RetypePlan> retype(
            Lineage lineage, ObjectId source, long offset, CapabilityType type, int count, long bytes) {
        var object = lineage.object(source);
        if (object.isEmpty()) {
            return Check.refused(Refusal.NO_SUCH_CAPABILITY, source.toString());
        }
        var check = retype(object.get(), offset, type, count, bytes);
        if (check instanceof Check.Plan<RetypePlan>(var plan) && !type.isShared()) {
            var taken = lineage.childWithin(source, plan.base(), plan.bytes() * count);
            if (taken.isPresent()) {
                return Check.refused(
                        Refusal.REVOKE_FIRST,
                        taken.get().base() + " to " + taken.get().end());
            }
        }
        return check;
    }

    /**
     * One copy less. The last copy of a leaf takes the leaf along.
     *
     * @param tables all of this core
     */
    public static Check<Capability> delete(Capability capability, boolean last, Iterable<Table> tables) {
        return last && isHolding(capability.object(), tables)
                ? Check.refused(
                        Refusal.TABLE_NOT_EMPTY, capability.object().id().toString())
                : Check.plan(capability);
    }

    /**
     * What this core says to a revoke by itself.
     *
     * @param going everything of which the last copy on this core is about to go
     * @param tables all of this core
     */
    public static Check<List<Described>> revoke(List<Described> going, Iterable<Table> tables) {
        for (int each = 0; each < going.size(); each++) {
            if (isHolding(going.get(each), tables)) {
                return Check.refused(
                        Refusal.TABLE_NOT_EMPTY, going.get(each).id().toString());
            }
        }
        return Check.plan(going);
    }

    private static boolean isHolding(Described object, Iterable<Table> tables) {
        if (object.type() != CapabilityType.TABLE) {
            return false;
        }
        for (var table : tables) {
            var leaf = table.leafOf(object.id());
            if (leaf.isPresent() && table.takenInLeaf(leaf.getAsInt()) > 0) {
                return true;
            }
        }
        return false;
    }
}
