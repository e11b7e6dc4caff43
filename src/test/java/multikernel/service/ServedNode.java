package multikernel.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import akka.actor.ActorSystem;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The real API over a fake kernel, on a free port, asked through a plain socket so that a test says every byte. */
public final class ServedNode implements AutoCloseable {

    static final int BODY_BYTES_MAX = 65_536;
    private static final String DISPATCHER = "test-host-dispatcher";

    public final FakeKernel kernel = new FakeKernel();
    public final Path data;
    public final Service service;
    public final String token;
    private final ActorSystem system;

    public ServedNode(Path data) throws IOException {
        this(data, Duration.ofSeconds(5));
    }

    public ServedNode(Path data, Duration operationLimit) throws IOException {
        this.data = data;
        this.system = system();
        this.service = Service.open(system, kernel, settings("127.0.0.1", 0, data, operationLimit));
        this.token = Files.readString(data.resolve(Token.FILE)).strip();
    }

    private static HttpSettings settings(String host, int port, Path data, Duration requestLimit) {
        var idle = requestLimit.multipliedBy(4);
        return new HttpSettings(
                host, port, data, DISPATCHER, 64, BODY_BYTES_MAX, FakeKnowledge.GOAL_MAX, 8192, requestLimit, idle);
    }

    private static ActorSystem system() {
        var config = """
            akka { loglevel = WARNING, stdout-loglevel = OFF, daemonic = on, logger-startup-timeout = 60s }
            test-host-dispatcher {
              type = Dispatcher
              executor = thread-pool-executor
              thread-pool-executor.fixed-pool-size = 2
            }
            """;
        return ActorSystem.create("served", ConfigFactory.parseString(config).withFallback(ConfigFactory.load()));
    }

    /** A second service beside this one, with the same data directory. */
    Service openAnother(String host, int port) {
        return Service.open(system, kernel, settings(host, port, data, Duration.ofSeconds(1)));
    }

    public int port() {
        return service.address().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    Reply get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\n\r\n");
    }

    Reply act(String method, String path, String body) throws IOException {
        return act(method, path, body.getBytes(UTF_8));
    }

    Reply act(String method, String path, byte[] body) throws IOException {
        var head = method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        var bytes = new ByteArrayOutputStream();
        bytes.write(head.getBytes(ISO_8859_1));
        bytes.write(body);
        return send(bytes.toByteArray());
    }

    Reply send(String request) throws IOException {
        return send(request.getBytes(ISO_8859_1));
    }

    /** One request on a connection of its own, and all that comes back until its end. */
    Reply send(byte[] request) throws IOException {
        try (var socket = new Socket(service.address().getAddress(), port())) {
            socket.setSoTimeout(20_000);
            var text = new String(request, ISO_8859_1).replaceFirst("\r\n", "\r\nConnection: close\r\n");
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return Reply.parse(socket.getInputStream().readAllBytes());
        }
    }

    @Override
    public void close() throws Exception {
        service.close(Duration.ofSeconds(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
