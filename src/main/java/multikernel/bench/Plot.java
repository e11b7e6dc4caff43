package multikernel.bench;

import java.io.IOException;
import java.nio.file.Path;

/** One picture. */
final class Plot {

    private Plot() {}

    static void write(Results results, Path file) throws IOException {}
}
