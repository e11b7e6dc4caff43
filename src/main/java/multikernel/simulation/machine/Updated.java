package multikernel.simulation.machine;

/**
 * How long updates of shared state took.
 *
 * @param cycles of each update, for the core that wanted it; ascending
 * @param cyclesEach from one update to the next, all cores together
 * @param events that were simulated
 */
public record Updated(long[] cycles, double cyclesEach, long events) {}
