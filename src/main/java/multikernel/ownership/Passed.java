package multikernel.ownership;

import multikernel.capability.Capability;
import multikernel.capability.Described;
import multikernel.capability.Rights;

/**
 * A copy on its way to another core.
 *
 * @param epoch revokes of the object so far
 */
public record Passed(Described object, Descent descent, Rights rights, long ballot, int epoch) {

    Capability capability() {
        return new Capability(object, rights);
    }
}
