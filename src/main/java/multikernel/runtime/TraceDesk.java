package multikernel.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import multikernel.base.TraceReading;

/** Recordings of what a node's cores did, as whoever operates it asks for them. */
public interface TraceDesk {

    /** What became of the wish to record. */
    sealed interface Answer {

        /** @param name under which it will be found */
        record Begun(String name, long millis) implements Answer {}

        /** One runs; @param name that one's */
        record AlreadyRecording(String name) implements Answer {}

        record TooLong(long millisMax) implements Answer {}
    }

    /** Records all messages for so long from now on. */
    Answer record(long millis);

    /** Those that are kept, recorded ones and those that the flight recorder wrote by itself, the oldest first. */
    List<TraceReading> traces();

    /** The file of one that is done. */
    Optional<Path> file(String name);
}
