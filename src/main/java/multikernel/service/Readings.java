package multikernel.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.base.AgreementReading;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.DomainReading;
import multikernel.base.Event;
import multikernel.base.GroupPlace;
import multikernel.base.GroupReading;
import multikernel.base.MemberReading;
import multikernel.base.NodeReading;
import multikernel.base.OperationReading;
import multikernel.base.PartitionReading;
import multikernel.base.RequestReading;
import multikernel.base.RoundReading;
import multikernel.domain.Kind;

/** Each reading as the JSON object that the contract names. */
final class Readings {

    private Readings() {}

    static ObjectNode node(NodeReading node) {
        return Json.object()
                .put("node", node.node())
                .put("version", node.version())
                .put("cores", node.cores())
                .put("coresOnline", node.coresOnline())
                .put("domains", node.domains())
                .put("members", node.members())
                .put("uptimeMillis", node.uptimeMillis())
                .put("view", node.view());
    }

    static ObjectNode member(MemberReading member) {
        return Json.object()
                .put("name", member.name())
                .put("address", member.address())
                .put("state", member.state().word())
                .put("incarnation", member.incarnation())
                .put("cores", member.cores())
                .put("since", Instant.ofEpochMilli(member.sinceEpochMillis()).toString());
    }

    static ObjectNode core(CoreReading core) {
        return Json.object()
                .put("id", core.id().index())
                .put("node", core.node())
                .put("cpu", core.cpu())
                .put("pinned", core.pinned().word())
                .put("package", core.packageId())
                .put("numaNode", core.numaNode())
                .put("kind", core.kind())
                .put("state", core.state().word())
                .put("utilization", Math.round(core.utilization() * 10_000) / 10_000.0)
                .put("dispatchers", core.dispatchers())
                .put("incarnation", core.incarnation())
                .put("thread", core.thread());
    }

    /** With the receiver's node where that is another. */
    static ObjectNode channel(ChannelReading channel) {
        var json = Json.object()
                .put("from", channel.from().index())
                .put("to", channel.to().index())
                .put("tier", channel.tier().word())
                .put("plane", channel.plane().word())
                .put("capacity", channel.capacity())
                .put("depth", channel.depth())
                .put("sent", channel.sent())
                .put("received", channel.received())
                .put("stalls", channel.stalls())
                .put("rejected", channel.rejected());
        return channel.toNode().isEmpty() ? json : json.put("toNode", channel.toNode());
    }

    /** @param all who is awaited shows in what others do */
    static ObjectNode group(GroupReading group, List<GroupReading> all) {
        var json = Json.object()
                .put("domain", group.domain())
                .put("node", group.node())
                .put("core", group.core().index())
                .put("multicasts", group.multicasts())
                .put("anycasts", group.anycasts())
                .put("delivered", group.delivered())
                .put("untaken", group.untaken())
                .put("busy", group.busy())
                .put("leftBehind", group.leftBehind());
        json.set("rounds", Json.array(group.rounds(), round -> round(round, group.isAwaited(round, all))));
        json.set("elsewhere", elsewhere(group.elsewhere()));
        return json;
    }

    private static ArrayNode elsewhere(List<GroupPlace> places) {
        return Json.array(
                places,
                place -> Json.object()
                        .put("node", place.node())
                        .put("core", place.core().index()));
    }

    private static ObjectNode round(RoundReading round, boolean isAwaited) {
        var json = Json.object()
                .put("kind", round.kind())
                .put("name", round.name())
                .put("round", round.round())
                .put("state", isAwaited ? "awaited" : round.waitedNanos() > 0 ? "waits" : "idle")
                .put("waitedMicros", micros(round.waitedNanos()));
        json.set("waitsFor", Json.array(round.waitsFor(), core -> IntNode.valueOf(core.index())));
        json.set("elsewhere", elsewhere(round.elsewhere()));
        return json;
    }

    static ObjectNode domain(DomainReading domain) {
        var json = spawned(domain);
        json.set(
                "exits",
                Json.array(
                        new TreeMap<>(domain.exits()).entrySet(),
                        exit -> Json.object().put("core", exit.getKey()).put("thrown", exit.getValue())));
        return json;
    }

    /** One that has only begun. */
    static ObjectNode spawned(DomainReading domain) {
        var json = Json.object().put("name", domain.name()).put("kind", domain.kind());
        json.set("cores", Json.array(domain.cores(), IntNode::valueOf));
        json.put("shards", domain.shards()).put("state", domain.state());
        json.set("settings", settings(domain.settings()));
        return json;
    }

    static ObjectNode kind(Kind kind) {
        var json = Json.object().put("name", kind.name());
        json.set(
                "settings",
                Json.array(
                        kind.settings(),
                        setting -> Json.object()
                                .put("name", setting.name())
                                .put("default", setting.defaultValue())
                                .put("meaning", setting.meaning())));
        return json;
    }

    static ObjectNode operation(OperationReading operation) {
        return Json.object()
                .put("core", operation.core().index())
                .put("protocol", operation.protocol())
                .put("of", operation.isAgreement() ? "agreement" : "capability")
                .put("inFlight", operation.inFlight())
                .put("oldestMicros", micros(operation.oldestNanos()))
                .put("done", operation.done())
                .put("refused", operation.refused())
                .put("retries", operation.retries())
                .put("medianMicros", micros(operation.medianNanos()))
                .put("tailMicros", micros(operation.tailNanos()));
    }

    /** With -1 for an owner that is not known. */
    static ObjectNode agreement(AgreementReading agreement) {
        var json = Json.object()
                .put("operation", agreement.operation().toString())
                .put("protocol", agreement.protocol())
                .put("domain", agreement.domain())
                .put("asked", agreement.asked().index())
                .put("ageMicros", micros(agreement.ageNanos()))
                .put("owner", agreement.owner().map(CoreId::index).orElse(-1))
                .put("phase", agreement.phase())
                .put("voters", agreement.voters())
                .put("voted", agreement.voters() - agreement.awaited().size());
        json.set("awaited", Json.array(agreement.awaited(), core -> IntNode.valueOf(core.index())));
        return json;
    }

    static ObjectNode partition(PartitionReading partition) {
        var json = Json.object()
                .put("domain", partition.domain())
                .put("partition", partition.partition())
                .put("core", partition.core().index())
                .put("owner", partition.owner())
                .put("role", partition.role().word())
                .put("ballot", partition.ballot());
        json.set("replicas", Json.array(partition.replicas(), TextNode::valueOf));
        json.set("absent", Json.array(partition.absent(), TextNode::valueOf));
        return json;
    }

    static ObjectNode requests(RequestReading requests) {
        return Json.object()
                .put("domain", requests.domain())
                .put("core", requests.core().index())
                .put("done", requests.done())
                .put("refused", requests.refused())
                .put("unavailable", requests.unavailable())
                .put("failed", requests.failed())
                .put("medianMicros", micros(requests.medianNanos()))
                .put("tailMicros", micros(requests.tailNanos()));
    }

    private static double micros(long nanos) {
        return nanos / 1000.0;
    }

    static ObjectNode event(Event event) {
        return Json.object()
                .put("topic", event.topic())
                .put("text", event.text())
                .put("epochMillis", event.epochMillis());
    }

    private static ObjectNode settings(Map<String, String> settings) {
        var json = Json.object();
        settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(setting -> json.put(setting.getKey(), setting.getValue()));
        return json;
    }
}
