package multikernel.base;

/**
 * How far another node is over the link that there is to it now.
 *
 * @param roundTripNanos the shortest of the last ones that were measured while the link worked, above 0
 */
public record NodeDistance(String to, Tier tier, long roundTripNanos) {}
