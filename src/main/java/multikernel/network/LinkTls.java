package multikernel.network;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import multikernel.network.LinkRefused.Reason;
import multikernel.settings.NetworkSettings;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 with certificates at both ends, from files in the format PKCS12. Who dials checks that the certificate is for
 * the address that it dialled; who is called, that it is signed by one that it trusts.
 */
public record LinkTls(SslContext calls, SslContext answers) {

    private static final String PROTOCOL = "TLSv1.3";
    private static final String CIPHER = "TLS_AES_256_GCM_SHA384";

    /**
     * With the files that the settings name.
     *
     * @throws LinkRefused {@code FILES} if they cannot be used
     */
    static Optional<LinkTls> of(NetworkSettings.Tls files) {
        if (!files.isOn()) {
            return Optional.empty();
        }
        try {
            var password = passwordIn(Path.of(files.passwordFile()));
            return Optional.of(of(Path.of(files.keyStore()), Path.of(files.trustStore()), password));
        } catch (IOException unreadable) {
            throw new LinkRefused(Reason.FILES, "no password in " + files.passwordFile(), unreadable);
        }
    }

    /** The first line. */
    public static String passwordIn(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        }
    }

    /**
     * @param keys this node's key and certificate
     * @param trusted whose signature others must show
     * @throws LinkRefused {@code FILES} if they cannot be used
     */
    public static LinkTls of(Path keys, Path trusted, String password) {
        try {
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(store(keys, password), password.toCharArray());
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(store(trusted, password));
            var calls = restrict(SslContextBuilder.forClient().keyManager(keyManagers), trustManagers)
                    .endpointIdentificationAlgorithm("HTTPS");
            var answers = restrict(SslContextBuilder.forServer(keyManagers), trustManagers)
                    .clientAuth(ClientAuth.REQUIRE);
            return new LinkTls(calls.build(), answers.build());
        } catch (GeneralSecurityException | IOException unusable) {
            throw new LinkRefused(Reason.FILES, "no TLS from " + keys + " and " + trusted, unusable);
        }
    }

    /**
     * @param dialled null for who is called
     * @param nanosMax how long showing certificates may take
     */
    SslHandler handler(ByteBufAllocator allocator, @Nullable InetSocketAddress dialled, long nanosMax) {
        var handler = dialled == null
                ? answers.newHandler(allocator)
                : calls.newHandler(allocator, dialled.getAddress().getHostAddress(), dialled.getPort());
        handler.setHandshakeTimeout(nanosMax, TimeUnit.NANOSECONDS);
        return handler;
    }

    private static SslContextBuilder restrict(SslContextBuilder builder, TrustManagerFactory trusted) {
        return builder.sslProvider(SslProvider.JDK)
                .trustManager(trusted)
                .protocols(PROTOCOL)
                .ciphers(List.of(CIPHER));
    }

    private static KeyStore store(Path file, String password) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }
}
