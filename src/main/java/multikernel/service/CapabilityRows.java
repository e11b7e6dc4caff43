package multikernel.service;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.domain.CapabilityReading;
import multikernel.domain.Held;
import multikernel.ownership.Placed;

/**
 * The operator's copies at one moment, each as the JSON object that the contract names. What an object is, is not said
 * of a copy that does not carry the right to be told.
 */
record CapabilityRows(References references, List<CapabilityReading> readings) {

    Optional<CapabilityReading> find(Held held) {
        return readings.stream().filter(reading -> reading.held().equals(held)).findFirst();
    }

    /** What an operation made, as the table has it now; gone again is empty. */
    Optional<CapabilityReading> find(Placed placed) {
        return readings.stream()
                .filter(reading -> reading.held().core().equals(placed.core())
                        && reading.held().address().equals(placed.address())
                        && reading.held()
                                .object()
                                .equals(placed.capability().object().id()))
                .findFirst();
    }

    ObjectNode json(CapabilityReading reading) {
        var held = reading.held();
        var object = reading.capability().object();
        boolean isTold = reading.capability().rights().has(Rights.IDENTIFY);
        var json = Json.object()
                .put("ref", references.of(held))
                .put("type", isTold ? object.type().word() : "unknown")
                .put("base", isTold ? object.base() : -1)
                .put("bytes", isTold ? object.bytes() : -1);
        json.set("rights", rights(reading.capability().rights()));
        json.put("core", held.core().index())
                .put("owner", reading.owner().index())
                .put("copies", reading.copies())
                .put("parent", parent(reading));
        json.set("mappedOn", Json.array(reading.mappedOn(), core -> IntNode.valueOf(core.index())));
        return json.put("object", object.id().toString())
                .put("parentObject", reading.parent().map(ObjectId::toString).orElse(""))
                .put("address", held.address().toString());
    }

    /** The reference of a copy of what it was made from: on the same core if there is one, else on the lowest. */
    private String parent(CapabilityReading reading) {
        Comparator<CapabilityReading> nearest =
                Comparator.comparing(copy -> distance(copy, reading.held().core()));
        return reading.parent()
                .flatMap(parent -> readings.stream()
                        .filter(copy -> copy.held().object().equals(parent))
                        .min(nearest))
                .map(copy -> references.of(copy.held()))
                .orElse("");
    }

    private static int distance(CapabilityReading copy, CoreId core) {
        return copy.held().core().equals(core) ? -1 : copy.held().core().index();
    }

    private static com.fasterxml.jackson.databind.node.ArrayNode rights(Rights rights) {
        var words = rights.toString();
        return Json.array(words.isEmpty() ? List.of() : List.of(words.split(",")), TextNode::valueOf);
    }
}
