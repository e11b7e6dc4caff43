package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys and certificates as an operator makes them, with {@code keytool}. */
public final class Certificates {

    public static final String PASSWORD = "only for a test";

    private final Path directory;
    private final Path password;

    public Certificates(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    }

    /** Makes an authority, and a store that trusts it alone. */
    public void authority(String name) throws Exception {
        generate(name, "-ext", "bc:c");
        keytool(name, "-exportcert", "-alias", name, "-rfc", "-file", file(name, ".pem"));
        keytool(name + "-trust", "-importcert", "-noprompt", "-alias", name, "-file", file(name, ".pem"));
    }

    /** Makes a node's key, signed by an authority for an address. */
    public void node(String name, String authority, String address) throws Exception {
        generate(name);
        keytool(name, "-certreq", "-alias", name, "-file", file(name, ".csr"));
        keytool(
                authority,
                "-gencert",
                "-alias",
                authority,
                "-rfc",
                "-infile",
                file(name, ".csr"),
                "-outfile",
                file(name, ".pem"),
                "-ext",
                "san=ip:" + address,
                "-ext",
                "eku=serverAuth,clientAuth");
        keytool(name, "-importcert", "-noprompt", "-alias", authority, "-file", file(authority, ".pem"));
        keytool(name, "-importcert", "-noprompt", "-alias", name, "-file", file(name, ".pem"));
    }

    /** A key with its certificate. */
    public Path keys(String name) {
        return Path.of(file(name, ".p12"));
    }

    /** The authority's certificate. */
    public Path trusted(String authority) {
        return Path.of(file(authority + "-trust", ".p12"));
    }

    /** What a node is told to use them. */
    String[] options(String name, String authority) {
        return new String[] {
            "-Dmultikernel.network.tls.key-store=" + file(name, ".p12"),
            "-Dmultikernel.network.tls.trust-store=" + file(authority + "-trust", ".p12"),
            "-Dmultikernel.network.tls.password-file=" + password
        };
    }

    /** What a node is told that has none. */
    String[] none() {
        return new String[] {
            "-Dmultikernel.network.tls.key-store=",
            "-Dmultikernel.network.tls.trust-store=",
            "-Dmultikernel.network.tls.password-file="
        };
    }

    private void generate(String name, String... more) throws Exception {
        var words = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name));
        words.addAll(List.of(more));
        keytool(name, words.toArray(String[]::new));
    }

    private void keytool(String store, String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", file(store, ".p12"), "-storepass", PASSWORD));
        assertEquals("", Tools.complaint(command));
    }

    private String file(String name, String end) {
        return directory.resolve(name + end).toString();
    }
}
