package multikernel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a node says of itself as it happens: server-sent events, each of which is one line of JSON. */
final class Feed implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DATA = "data: ";

    private final HttpClient client;
    private final BufferedReader lines;

    /** Closes both when it is closed. */
    Feed(HttpClient client, InputStream body) {
        this.client = client;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** Waits for the next one; null when the node says no more. */
    @Nullable
    JsonNode next() {
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) {
                    return MAPPER.readTree(line.substring(DATA.length()));
                }
            }
            return null;
        } catch (JsonProcessingException notOurs) {
            throw new Failed("what answers is not a multikernel: " + notOurs.getOriginalMessage(), notOurs);
        } catch (IOException gone) {
            return null;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
