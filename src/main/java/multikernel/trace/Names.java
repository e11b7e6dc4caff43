package multikernel.trace;

/** The texts of a node's events as numbers; any thread. */
public interface Names {

    /** Stands for every text that came when there was no room for more. */
    int OTHER = 0;

    /** Each text gets one number, from 1 on, or {@link #OTHER}. */
    int number(String text);

    String text(int number);
}
