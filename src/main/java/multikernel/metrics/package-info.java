/**
 * What a node counts and measures, for Prometheus, by way of Kamon.
 *
 * <p>Floor 5. {@code MeterName} declares every meter; {@link multikernel.metrics.NodeMeters} is fed by the shell with
 * readings and with what happened; {@link multikernel.metrics.Metrics} runs Kamon and answers scrapes. Invariants: a
 * label is one of {@code node, core, from, to, tier, plane, domain, protocol, outcome} and bounded; busy means busy; a
 * series disappears with the core, channel or domain that it is about.
 *
 * <p>Deliberately absent: Kamon's agent and its Akka metrics, means and percentiles (a histogram's buckets can be added
 * up over cores and nodes, those cannot), and any opinion about when to sample. Threads are those of Kamon and of the
 * JDK's HTTP server; Kamon's registry is the one piece of static state, so a process has one set of meters.
 */
@NullMarked
package multikernel.metrics;

import org.jspecify.annotations.NullMarked;
