package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A node as it was at one moment.
 *
 * @param nanos when, on this process's clock
 */
record Look(JsonNode status, JsonNode cores, JsonNode channels, long nanos) {

    static Look at(Server server) {
        return new Look(
                server.get("/api/status"), server.get("/api/cores"), server.get("/api/channels"), System.nanoTime());
    }

    JsonNode document() {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("status", status);
        document.set("cores", cores);
        document.set("channels", channels);
        return document;
    }
}
