package multikernel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/** A running node at the other end of its HTTP API. */
final class Server {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    /** Longer than a node takes to say {@code timed-out}. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI url;

    private Server(URI url) {
        this.url = url;
    }

    static Server at(String url) {
        try {
            var uri = new URI(url);
            boolean isPlain = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && (uri.getRawPath() == null
                            || uri.getRawPath().isEmpty()
                            || uri.getRawPath().equals("/"));
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && isPlain) {
                return new Server(uri);
            }
        } catch (URISyntaxException e) {
            throw new Failed("the URL " + Table.printable(url) + " is none: " + e.getReason(), e);
        }
        throw new Failed("the URL " + Table.printable(url) + " is not of the form http://HOST:PORT");
    }

    String host() {
        return url.getHost();
    }

    int port() {
        return url.getPort() == -1 ? 80 : url.getPort();
    }

    JsonNode get(String path) {
        return ask(request(path).GET().build());
    }

    /** @param isCut whether there may be more, which were not asked for or which the node does not give */
    record Rows(JsonNode rows, boolean isCut) {}

    /** As many as the node gives of what may be more. */
    Rows rows(String path) {
        var response = answered(request(path).GET().build());
        return new Rows(
                body(response),
                response.headers().firstValue("Multikernel-More").isPresent());
    }

    /** A reading that needs the token. */
    JsonNode get(String path, String token) {
        return ask(
                request(path).header("Authorization", "Bearer " + token).GET().build());
    }

    JsonNode post(String path, JsonNode body, String token) {
        return ask(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    JsonNode delete(String path, String token) {
        return ask(request(path)
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build());
    }

    /** What the node answers as bytes, into a file. */
    void download(String path, String token, Path file) {
        var request =
                request(path).header("Authorization", "Bearer " + token).GET().build();
        try (var client = client()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw new Failed(problem(
                            response.statusCode(),
                            json(new String(body.readAllBytes(), UTF_8)).orElseThrow(this::notOurs)));
                }
                copy(body, file);
            }
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What the node says from now on, until one of the two ends it. */
    Feed feed(String path) {
        var client = client();
        try {
            var response = client.send(
                    HttpRequest.newBuilder(url.resolve(path)).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 == 2) {
                return new Feed(client, response.body());
            }
            client.shutdownNow();
            throw notOurs();
        } catch (IOException e) {
            client.shutdownNow();
            throw silent(e);
        } catch (InterruptedException e) {
            client.shutdownNow();
            throw interrupted(e);
        }
    }

    private static void copy(InputStream body, Path file) {
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failed("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The text as one segment of a path, whatever it is: the node says whether it can be one. */
    static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace(".", "%2E");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(ANSWER_LIMIT);
    }

    private JsonNode ask(HttpRequest request) {
        return body(answered(request));
    }

    private JsonNode body(HttpResponse<String> response) {
        var body = json(response.body()).orElseThrow(this::notOurs);
        if (response.statusCode() / 100 == 2) {
            return body;
        }
        throw new Failed(problem(response.statusCode(), body));
    }

    private HttpResponse<String> answered(HttpRequest request) {
        try (var client = client()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_LIMIT)
                .build();
    }

    private Failed notOurs() {
        return new Failed("what answers at " + url + " is not a multikernel");
    }

    private Failed silent(IOException cause) {
        return new Failed(
                "no node answers at " + url + ": start one with 'multikernel run', or name another with --url", cause);
    }

    private Failed interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new Failed("interrupted while waiting for " + url, cause);
    }

    private static Optional<JsonNode> json(String body) {
        try {
            return Optional.of(MAPPER.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }

    /** One line of a problem document: its word, its sentence, and what it says beyond that. */
    private static String problem(int status, JsonNode body) {
        var type = body.path("type").asText("status " + status);
        var word = type.substring(type.lastIndexOf(':') + 1);
        var title = body.path("title").asText();
        var detail = body.path("detail").asText();
        var more = detail.isEmpty() || detail.equals(title) ? "" : " (" + detail + ")";
        return Table.printable(word + ": " + title + more);
    }
}
