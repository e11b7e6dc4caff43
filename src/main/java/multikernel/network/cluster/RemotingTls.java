package multikernel.network.cluster;

import akka.actor.ActorSystem;
import akka.event.LogSource;
import akka.event.Logging;
import akka.event.MarkerLoggingAdapter;
import akka.remote.artery.tcp.ConfigSSLEngineProvider;
import akka.remote.artery.tcp.SslTransportException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import multikernel.network.LinkTls;

/** Remoting's certificates, opened with a password that stands in a file and in no configuration. */
public final class RemotingTls extends ConfigSSLEngineProvider {

    /** The constructor that Akka looks for. */
    public RemotingTls(ActorSystem system) {
        super(withPassword(system.settings().config()), log(system));
    }

    private static Config withPassword(Config config) {
        var file = Path.of(config.getString("multikernel.network.tls.password-file"));
        try {
            var password = LinkTls.passwordIn(file);
            return ConfigFactory.parseMap(Map.of(
                            "key-store-password", password, "key-password", password, "trust-store-password", password))
                    .withFallback(config.getConfig("akka.remote.artery.ssl.config-ssl-engine"));
        } catch (IOException unreadable) {
            throw new SslTransportException(
                    "multikernel.network.tls.password-file = " + file + " cannot be read", unreadable);
        }
    }

    private static MarkerLoggingAdapter log(ActorSystem system) {
        return Logging.withMarker(system, RemotingTls.class.getName(), LogSource.fromString());
    }
}
