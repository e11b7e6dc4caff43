package multikernel.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.domain.CapabilityReading;
import multikernel.domain.Held;
import multikernel.ownership.Placed;
import multikernel.ownership.far.FarReading;
import multikernel.ownership.far.FarRef;

/**
 * The operator's copies at one moment, each as the JSON object that the contract names. What an object is, is not said
 * of a copy that does not carry the right to be told.
 */
record CapabilityRows(References references, String node, List<CapabilityReading> readings, FarReading far) {

    /** This node's own, then those that other nodes are home of. */
    ArrayNode all() {
        var rows = Json.array(readings, this::json);
        far.held().forEach(held -> rows.add(json(held)));
        return rows;
    }

    Optional<FarReading.Held> find(FarRef ref) {
        return far.held().stream().filter(held -> held.ref().equals(ref)).findFirst();
    }

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
                .put("address", held.address().toString())
                .put("home", node)
                .set("far", Json.array(namesOf(held), CapabilityRows::json));
    }

    private List<FarReading.Given> namesOf(Held held) {
        return far.given().stream()
                .filter(given -> given.anchor().core().equals(held.core())
                        && given.anchor().incarnation() == held.incarnation()
                        && given.anchor().address().equals(held.address())
                        && given.anchor().object().equals(held.object()))
                .toList();
    }

    private static ObjectNode json(FarReading.Given given) {
        var json = Json.object()
                .put("node", given.holder().name())
                .put("core", given.core().index());
        json.set("rights", rights(given.rights()));
        return json.put("state", given.hasEnded() ? "ending" : "named");
    }

    /** What only home knows is not said here. */
    ObjectNode json(FarReading.Held held) {
        var object = held.object();
        var json = Json.object()
                .put("ref", references.of(held.ref()))
                .put("type", object.map(each -> each.type().word()).orElse("unknown"))
                .put("base", object.map(Described::base).orElse(-1L))
                .put("bytes", object.map(Described::bytes).orElse(-1L));
        json.set("rights", rights(held.rights()));
        json.put("core", held.core().index()).put("owner", -1).put("copies", -1).put("parent", "");
        json.set("mappedOn", Json.array(List.<CoreId>of(), core -> IntNode.valueOf(core.index())));
        json.put(
                        "object",
                        held.ref().home().name() + "/"
                                + object.map(each -> each.id().toString()).orElse("?"))
                .put("parentObject", "")
                .put("address", Long.toString(held.ref().number()))
                .put("home", held.ref().home().name());
        return json.set("far", Json.array(List.<FarReading.Given>of(), CapabilityRows::json));
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

    static ArrayNode rights(Rights rights) {
        var words = rights.toString();
        return Json.array(words.isEmpty() ? List.of() : List.of(words.split(",")), TextNode::valueOf);
    }
}
