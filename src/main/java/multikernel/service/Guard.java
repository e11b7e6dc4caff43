package multikernel.service;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.Host;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may ask at all. A page of another site can make a browser send requests here, under a name that the site points
 * at this address or under its own origin; both are refused, and an action needs the token, which no page knows.
 */
final class Guard {

    private static final String SCHEME = "Bearer ";

    private final InetSocketAddress served;
    private final Token token;

    Guard(InetSocketAddress served, Token token) {
        this.served = served;
        this.token = token;
    }

    /** Why the request is not looked at; empty if it is. */
    Optional<Problem> refusal(HttpRequest request) {
        var host = request.getHeader(Host.class);
        if (host.filter(this::serves).isEmpty()) {
            return Optional.of(Problem.of(
                    Fault.MISDIRECTED,
                    "ask for localhost, 127.0.0.0/8 or [::1], with port " + served.getPort() + " or none"));
        }
        var own = "http://" + host.get().value().toLowerCase(Locale.ROOT);
        return request.getHeader("Origin")
                .filter(origin -> !origin.value().toLowerCase(Locale.ROOT).equals(own))
                .map(origin -> Problem.of(Fault.FOREIGN_ORIGIN, "only " + own + " may ask from a page"));
    }

    /** Why the request may not act; empty if it may. */
    Optional<Problem> actionRefusal(HttpRequest request) {
        var claim = request.getHeader("Authorization").map(header -> header.value());
        if (claim.filter(this::isToken).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                Fault.UNAUTHORIZED,
                claim.isEmpty()
                        ? "send Authorization: Bearer TOKEN, with what the file token in the data directory holds"
                        : "this is not the token of this start; read it again from the data directory"));
    }

    private boolean serves(Host host) {
        return Loopback.address(host.host().address()).isPresent()
                && (host.port() == 0 || host.port() == served.getPort());
    }

    private boolean isToken(String claim) {
        return claim.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(claim.substring(SCHEME.length()).strip());
    }
}
