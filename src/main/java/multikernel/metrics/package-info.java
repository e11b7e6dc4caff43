/**
 * What a node counts and measures, for Prometheus, by way of Kamon.
 *
 * <p>Floor 5. {@code MeterName} declares every meter; {@link multikernel.metrics.NodeMeters} is fed by the shell with
 * readings and with what happened; {@link multikernel.metrics.Metrics} runs Kamon and answers scrapes.
 *
 * <p>A core counts in a {@link multikernel.metrics.CoreTally} of its own: plain words that its thread alone writes and
 * a sampler reads. What its protocols do is counted from the sealed events that they are told and the effects that they
 * want, so that they count nothing themselves and a new one does not compile before it counts as something. A
 * dispatcher has a {@link multikernel.metrics.DispatcherTally} in the same way: of requests, of partitions, of links to
 * other nodes. What a core has under way, and whose word it waits for, it posts now and then as one value
 * ({@code Underway}), with how long it has waited for each; {@link multikernel.metrics.UnderwayReadings} puts those of
 * all cores together. {@link multikernel.metrics.TreeSample} is the way between cores, made anew when other cores are
 * online. {@link multikernel.metrics.Recording} has the events for the JDK's flight recorder.
 *
 * <p>Invariants: a label is one of {@code node, core, from, to, tier, plane, domain, protocol, outcome} and bounded;
 * busy means busy; a channel that stands still has sent what it has received, rejected and still in it; a series
 * disappears with the core, channel or domain that it is about; with {@code metrics.enabled = off} nothing is counted.
 *
 * <p>Deliberately absent: Kamon's agent and its Akka metrics, means and percentiles (a histogram's buckets can be added
 * up over cores and nodes, those cannot), and any opinion about when to sample. Threads are those of Kamon and of the
 * JDK's HTTP server; Kamon's registry is the one piece of static state, so a process has one set of meters.
 */
@NullMarked
package multikernel.metrics;

import org.jspecify.annotations.NullMarked;
