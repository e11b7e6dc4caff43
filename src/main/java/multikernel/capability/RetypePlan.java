package multikernel.capability;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;

/**
 * What a retype makes: so many objects, one after the other.
 *
 * @param base of the first
 * @param bytes of each
 */
public record RetypePlan(ObjectId source, CapabilityType type, long base, long bytes, int count) {

    /** The new objects, with consecutive numbers. */
    public List<Described> objects(CoreId born, int incarnation, long firstNumber) {
        var objects = new ArrayList<Described>(count);
        for (int each = 0; each < count; each++) {
            var id = new ObjectId(born, incarnation, firstNumber + each);
            objects.add(new Described(id, type, base + each * bytes, bytes));
        }
        return objects;
    }

    /** After the check of the same lineage, so that it cannot fail. */
    public void apply(Lineage lineage, List<Described> objects, CoreId holder) {
        for (int each = 0; each < objects.size(); each++) {
            lineage.derive(source, objects.get(each), holder);
        }
    }
}
