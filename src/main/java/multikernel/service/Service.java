package multikernel.service;

import akka.actor.ClassicActorSystemProvider;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ServerSettings;
import akka.japi.function.Function;
import akka.stream.ActorMaterializer;
import akka.stream.ActorMaterializerSettings;
import akka.stream.KillSwitches;
import akka.stream.Materializer;
import akka.stream.SharedKillSwitch;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import multikernel.domain.Kernel;

/** The HTTP API while it is open. */
public final class Service {

    private final ServerBinding binding;
    private final SharedKillSwitch streams;

    private Service(ServerBinding binding, SharedKillSwitch streams) {
        this.binding = binding;
        this.streams = streams;
    }

    /**
     * Listens, and only then writes the token, so that a start that finds its port taken leaves alone the token of the
     * node that has it.
     *
     * @throws CannotServe with one line for the operator
     */
    public static Service open(ClassicActorSystemProvider system, Kernel kernel, HttpSettings settings) {
        var host = Loopback.address(settings.host())
                .orElseThrow(() -> new CannotServe("multikernel.host = " + settings.host()
                        + " is not a loopback address: without TLS only 127.0.0.0/8 and ::1 are served"));
        var materializer = materializer(system, settings.dispatcher());
        var executor = system.classicSystem().dispatchers().lookup(settings.dispatcher());
        var streams = KillSwitches.shared("event-streams");
        var routes = new Routes(kernel, new Events(kernel, settings.eventsSilenceMax(), streams)).table();
        var token = Token.random();
        var front = new CompletableFuture<Front>();
        Function<HttpRequest, CompletionStage<HttpResponse>> handler =
                request -> front.thenComposeAsync(open -> open.answer(request), executor);
        var binding = bound(
                host,
                settings.port(),
                Http.get(system)
                        .newServerAt(host.getHostAddress(), settings.port())
                        .withSettings(limits(
                                settings, system.classicSystem().settings().config()))
                        .withMaterializer(materializer)
                        .bind(handler));
        var service = new Service(binding, streams);
        try {
            token.writeTo(settings.data());
        } catch (RuntimeException e) {
            service.close(Duration.ofMillis(1));
            throw e;
        }
        front.complete(new Front(new Guard(binding.localAddress(), token), routes, settings, materializer, executor));
        return service;
    }

    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /**
     * Takes no new connection, ends the streams of events, answers what has been asked, and closes what is left at the
     * limit. The stage is done when no connection is open.
     */
    public CompletionStage<?> close(Duration limit) {
        streams.shutdown();
        return binding.terminate(limit);
    }

    private static ServerBinding bound(InetAddress host, int port, CompletionStage<ServerBinding> binding) {
        try {
            return binding.toCompletableFuture().join();
        } catch (CompletionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException bind) {
                    throw new CannotServe(
                            "cannot listen on " + host.getHostAddress() + " port " + port + " (" + bind.getMessage()
                                    + "): end what listens there, or choose another with --port",
                            e);
                }
            }
            throw new CannotServe("cannot listen on " + host.getHostAddress() + " port " + port + ": " + e, e);
        }
    }

    /** Akka HTTP within our limits; what is not named here is as the system's configuration has it. */
    private static ServerSettings limits(HttpSettings settings, Config system) {
        return ServerSettings.create(ConfigFactory.parseMap(Map.of(
                        "akka.http.server.server-header",
                        "",
                        "akka.http.server.transparent-head-requests",
                        true,
                        "akka.http.server.max-connections",
                        settings.connectionsMax(),
                        // Each wait of ours has a limit and an outcome of its own.
                        "akka.http.server.request-timeout",
                        "infinite",
                        "akka.http.server.parsing.max-content-length",
                        settings.readBytesMax(),
                        "akka.http.server.parsing.max-uri-length",
                        settings.addressCharactersMax(),
                        "akka.http.server.parsing.max-header-value-length",
                        settings.headerBytesMax(),
                        "akka.http.server.idle-timeout",
                        settings.idleLimit().toMillis() + "ms",
                        "akka.http.server.parsing.illegal-header-warnings",
                        false,
                        "akka.http.server.parsing.error-handler",
                        ParsingProblem.class.getName()))
                .withFallback(system));
    }

    /** The only way to say where streams run without saying it for the whole actor system. */
    @SuppressWarnings("deprecation")
    private static Materializer materializer(ClassicActorSystemProvider system, String dispatcher) {
        var classic = system.classicSystem();
        return ActorMaterializer.create(
                ActorMaterializerSettings.create(classic).withDispatcher(dispatcher), classic);
    }
}
