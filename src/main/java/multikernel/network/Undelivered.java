package multikernel.network;

/** Where messages began in the lines of a ring: enough to say later which of them were delivered. */
final class Undelivered {

    private final long[] begins;

    /** @param lines of the ring: no more messages than lines can be under way */
    Undelivered(int lines) {
        begins = new long[lines];
    }

    /** @param line how many lines were sent before it */
    void begin(long message, long line) {
        begins[(int) (message & begins.length - 1)] = line;
    }

    /**
     * How many of the messages had arrived whole.
     *
     * @param messages that were sent, the last one perhaps in part
     * @param lines that were delivered
     * @param whole whether all lines of the last message were sent
     */
    long delivered(long messages, long lines, long linesSent, boolean whole) {
        var end = whole ? linesSent : Long.MAX_VALUE;
        var message = messages;
        while (message > 0 && end > lines) {
            message--;
            end = begins[(int) (message & begins.length - 1)];
        }
        return message;
    }
}
