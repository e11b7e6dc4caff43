package multikernel.knowledge;

/**
 * How far one query may go.
 *
 * @param stepsMax goals, and nodes of terms that are compared or copied
 * @param depthMax goals that wait behind one another, and alternatives that are still open, each
 * @param answersMax more are cut off
 * @param goalCharactersMax a longer text is refused
 */
public record Limits(long stepsMax, int depthMax, int answersMax, int goalCharactersMax) {

    /** An answer that is nested deeper than this is not shown; lists may be as long as the steps allow. */
    static final int ANSWER_NESTING_MAX = 500;
}
