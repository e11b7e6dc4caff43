package multikernel.simulation.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/** The numbers that ship. */
public final class Shipped {

    private static final Path FILE = Path.of("src", "main", "resources", "multikernel", "simulation", "machines.txt");

    private Shipped() {}

    static String text() throws Exception {
        return Files.readString(FILE);
    }

    public static Parameters parameters() throws Exception {
        return Parameters.parse(text());
    }

    public static Model model(String name) throws Exception {
        return Models.of(name, parameters()).orElseThrow();
    }
}
