/**
 * The rules of the house as tests: floors, sharing, purity, messages, tidiness.
 *
 * <p>Each rule is a function from a {@link multikernel.architecture.House} or from source text to a list of sentences,
 * so that the same rule runs over the program, where the list must be empty, and over {@code fixture}, where it must
 * not be. What a rule allows stands in it as data, with a reason for each exception.
 */
package multikernel.architecture;
