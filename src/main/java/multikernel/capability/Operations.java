package multikernel.capability;

import multikernel.base.Check;
import multikernel.base.Refusal;

/**
 * What an object, its rights and its lineage say to an operation: a plan, which then cannot fail, or why it is refused.
 * A check changes nothing and asks only what is handed to it. What lies at an address, and whether a leaf is in use,
 * the core knows ({@code multikernel.ownership}); a move is refused like a copy.
 */
public final class Operations {

    private Operations() {}

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
        if ((source.bytes() - offset) / bytes < count) {
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
}
