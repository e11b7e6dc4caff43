package multikernel.bench;

/**
 * A message that crosses between two actor systems.
 *
 * @param value the first of its words
 * @param isLast it is to be answered
 */
record Parcel(long value, boolean isLast) {}
