package multikernel.stress;

/** What a test wants of a ring, so that a sound one and a planted one go through the same test. */
interface Lines {

    int WORDS = 7;

    /** What a reader does with each message: the number that the header tells, and seven words. */
    interface Receiver {
        void line(int number, long[] words);
    }

    /** Writer: sends seven words, and the number beside them. */
    boolean offer(int number);

    /** Reader. */
    int drain(Receiver receiver, int max);

    boolean isEmpty();

    /** Reader: the first word of the line that comes next, whatever it holds. */
    long peek();

    static long word(int number, int index) {
        return number * 0x9E37_79B9_7F4A_7C15L + index;
    }

    /** The message's number if the words are its own, -number if one is not. */
    static int seen(int number, long[] words) {
        for (var index = 0; index < WORDS; index++) {
            if (words[index] != word(number, index)) {
                return -number;
            }
        }
        return number;
    }
}
