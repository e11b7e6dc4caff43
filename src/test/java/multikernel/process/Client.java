package multikernel.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a user's program would say to a node over HTTP. */
public final class Client implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    public HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> spawn(NodeProcess node, Path data, String json) throws Exception {
        return post(node, data, "/api/domains", json);
    }

    HttpResponse<String> post(NodeProcess node, Path data, String path, String json) throws Exception {
        var request = HttpRequest.newBuilder(node.uri("http", path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token(data))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    public HttpResponse<String> kill(NodeProcess node, Path data, String domain) throws Exception {
        var request = HttpRequest.newBuilder(node.uri("http", "/api/domains/" + domain))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token(data))
                .DELETE()
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String token(Path data) throws IOException {
        return Files.readString(data.resolve("token")).strip();
    }

    @Override
    public void close() {
        http.close();
    }
}
