package multikernel.base;

/**
 * A trace of a node, or one that is being made.
 *
 * @param name of its file
 * @param state {@code recording}, {@code done}, {@code too-big} or {@code failed}
 * @param bytes of the file; 0 if there is none
 */
public record TraceReading(String name, String state, long bytes) {}
