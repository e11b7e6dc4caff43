package multikernel.service;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a node and stays with it until it has ended. */
public interface Boot {

    /**
     * @param file the user's configuration, null for none
     * @param overrides what the command line says, by key of the configuration; it wins over the file
     * @return the exit status
     */
    int run(@Nullable Path file, Map<String, String> overrides);
}
