package multikernel.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.TreeMap;

/** An answer as it came over the wire. */
record Reply(int status, TreeMap<String, String> headers, String body) {

    static Reply parse(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        assertTrue(end > 0, "an answer with a head: " + text);
        var lines = text.substring(0, end).split("\r\n");
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var pair = lines[i].split(":", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
        }
        var body = new String(text.substring(end + 4).getBytes(ISO_8859_1), UTF_8);
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header's value, empty where there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** That this is the problem with this status and word, whole as the RFC has it; returns its detail. */
    String assertProblem(int expected, String word) {
        assertEquals(expected, status, body);
        assertEquals("application/problem+json", header("content-type").split(";")[0]);
        assertEquals("urn:multikernel:" + word, json().path("type").asText());
        assertEquals(expected, json().path("status").asInt());
        assertFalse(json().path("title").asText().isEmpty());
        assertFalse(json().path("detail").asText().isEmpty());
        assertEquals(expected == 503, headers.containsKey("retry-after"), "Retry-After belongs to 503");
        return json().path("detail").asText();
    }
}
