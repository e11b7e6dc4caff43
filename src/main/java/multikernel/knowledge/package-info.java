/**
 * The system's knowledge: facts about the machine and what runs on it, rules over them, and queries.
 *
 * <pre>
 *   text --Parser--&gt; Term --Query--&gt; Solver over a KnowledgeBase --&gt; Answers
 * </pre>
 *
 * <p>Floor 2: no clock, thread or file. Rules arrive as text and facts as terms; a query is run in slices of steps by
 * whoever has a thread for it, and says after each slice whether it has ended.
 *
 * <p><b>Why an engine of its own.</b> Goals come from whoever reaches the API, so the engine must stop within itself
 * after a number of steps, never by an interrupt, and no goal may reach a file, a class or another query's facts. The
 * logic libraries for the JVM solve a goal in one call that cannot be given a number of steps, and have predicates that
 * read files, load classes and change the program, which would have to be found and taken out one by one. What is
 * needed of the language is small: the built-in predicates are those that {@code Builtins} and {@code Solver} list, and
 * there are no others.
 *
 * <p>The language is that of ISO Prolog as far as it goes, with these differences: unification checks for occurrence,
 * text in double quotes is an atom, numbers are {@code long} and {@code double}, and nothing can be asserted.
 * Resolution is depth first with an explicit stack (Warren's machine without its instructions): the depth of a term or
 * of a recursion takes heap, which the budget bounds, and never the thread's stack.
 *
 * <p>{@code MachineFacts} and {@code SystemFacts} turn readings into facts; the rules that ship are the resources
 * {@code lists.pl} and {@code machine.pl}. {@code CoreCosts} is what a message costs between cores, {@code ChosenTrees}
 * the trees that follow: an operation keeps the tree that it began with.
 *
 * <p>Deliberately absent: constraints (the questions asked so far take logic a few thousand steps), input and output.
 */
@NullMarked
package multikernel.knowledge;

import org.jspecify.annotations.NullMarked;
