package multikernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import multikernel.service.Loopback;
import multikernel.service.Token;
import multikernel.settings.DataDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an action takes beyond that: the token, or where it lies. */
final class TokenOptions {

    private final Map<String, String> environment;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The node's token itself. Others may see it in the list of processes: prefer the file.")
    private @Nullable String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The node's data directory, whose file 'token' is read; else MULTIKERNEL_DATA, else the"
                    + " directory that a node at this URL has by default.")
    private @Nullable Path data;

    TokenOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The token for this server; not given to one that it would reach over a network in the clear. */
    String token(Server server) {
        if (Loopback.address(server.host()).isEmpty()) {
            throw new Failed("the token is not sent to " + server.host()
                    + ": without TLS it goes to this machine only (127.0.0.0/8, ::1, localhost)");
        }
        if (token != null) {
            return checked(token, "--token");
        }
        var directory = data != null ? data : DataDirectory.of(environment, server.host(), server.port());
        var file = directory.resolve(Token.FILE);
        try {
            return checked(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw new Failed(
                    "cannot read the token in " + file + ": name the node's data directory with --data, or run this as"
                            + " the user that runs the node",
                    e);
        }
    }

    /** A token goes into a header: nothing but hexadecimal may. */
    private static String checked(String token, String from) {
        if (!token.matches("[0-9a-f]{64}")) {
            throw new Failed(from + " holds no token: a token has 64 of 0-9 and a-f");
        }
        return token;
    }
}
