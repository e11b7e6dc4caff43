package multikernel.workload.store;

/**
 * Reads the requests of one connection, in the order of their bytes: RESP arrays of bulk strings, and lines of words.
 * Any bytes give a request, ask for more, or break the connection with a sentence in Redis's words; where they were cut
 * makes no difference. What has been looked at is not looked at again.
 */
final class RequestParser {

    enum Result {
        /** {@link #end} tells where it ended; one without words is no command. */
        REQUEST,
        /** Call again with the same bytes and some more. */
        MORE,
        /** {@link #error} tells why; nothing can be read after it. */
        BROKEN
    }

    private static final int UNKNOWN = -1;

    private final RespLimits limits;

    /** Relative to the start of the request: behind the last word that is complete, and how far a line was searched. */
    private int position;

    private int searched;
    private int wordsLeft = UNKNOWN;
    private int bulkLength = UNKNOWN;
    private int end;
    private String error = "";

    RequestParser(RespLimits limits) {
        this.limits = limits;
    }

    /** Where the request ended in the array that it was read from. */
    int end() {
        return end;
    }

    /** Without a prefix, on one line. */
    String error() {
        return error;
    }

    /** Of the request that is being read, how many bytes there must at least be before a call can find more. */
    int bytesWanted() {
        return bulkLength == UNKNOWN ? 0 : position + bulkLength + 2;
    }

    /** @param from where the request begins: the same byte as in the last call, if that asked for more */
    Result parse(byte[] bytes, int from, int to, Request into) {
        if (!error.isEmpty()) {
            return Result.BROKEN;
        }
        into.over(bytes, from);
        if (wordsLeft == UNKNOWN) {
            if (from == to) {
                return Result.MORE;
            }
            into.clear();
            if (bytes[from] != '*') {
                return inline(bytes, from, to, into);
            }
            if (!begin(bytes, from, to)) {
                return moreOrBroken();
            }
        }
        while (wordsLeft > 0) {
            if (bulkLength == UNKNOWN && !bulk(bytes, from, to)) {
                return moreOrBroken();
            }
            if (to - from - position < bulkLength + 2) {
                return Result.MORE;
            }
            into.add(position, bulkLength);
            position += bulkLength + 2;
            searched = position;
            bulkLength = UNKNOWN;
            wordsLeft--;
        }
        return complete(from + position);
    }

    private Result moreOrBroken() {
        return error.isEmpty() ? Result.MORE : Result.BROKEN;
    }

    private Result complete(int at) {
        end = at;
        position = 0;
        searched = 0;
        wordsLeft = UNKNOWN;
        return Result.REQUEST;
    }

    /** As Redis does it, a negative number of words is a request without any. */
    private boolean begin(byte[] bytes, int from, int to) {
        var lineEnd = lineEnd(bytes, from, to, "Protocol error: too big mbulk count string");
        if (lineEnd == UNKNOWN) {
            return false;
        }
        var at = from + 1;
        if (!Decimal.isInteger(bytes, at, lineEnd - at)
                || Decimal.integer(bytes, at, lineEnd - at) > limits.arguments()) {
            error = "Protocol error: invalid multibulk length";
            return false;
        }
        wordsLeft = (int) Math.max(0, Decimal.integer(bytes, at, lineEnd - at));
        return true;
    }

    private boolean bulk(byte[] bytes, int from, int to) {
        var at = from + position;
        if (at < to && bytes[at] != '$') {
            error = "Protocol error: expected '$', got '" + printed(bytes[at]) + "'";
            return false;
        }
        var lineEnd = lineEnd(bytes, from, to, "Protocol error: too big bulk count string");
        if (lineEnd == UNKNOWN) {
            return false;
        }
        var length = lineEnd - at - 1;
        if (!Decimal.isInteger(bytes, at + 1, length)) {
            error = "Protocol error: invalid bulk length";
            return false;
        }
        var announced = Decimal.integer(bytes, at + 1, length);
        if (announced < 0 || announced > limits.bulkBytes()) {
            error = "Protocol error: invalid bulk length";
        } else if (position + announced > limits.requestBytes()) {
            error = "Protocol error: too big request";
        } else {
            bulkLength = (int) announced;
        }
        return error.isEmpty();
    }

    private static char printed(byte octet) {
        return octet == '\r' || octet == '\n' ? ' ' : (char) (octet & 0xFF);
    }

    /**
     * Where the line that begins at {@link #position} has its carriage return; it is over once another byte is there.
     */
    private int lineEnd(byte[] bytes, int from, int to, String tooLong) {
        var at = from + searched;
        while (at < to && bytes[at] != '\r') {
            at++;
        }
        searched = at - from;
        if (searched - position > limits.inlineBytes()) {
            error = tooLong;
            return UNKNOWN;
        }
        if (at + 1 >= to) {
            return UNKNOWN;
        }
        position = searched + 2;
        searched = position;
        return at;
    }

    private Result inline(byte[] bytes, int from, int to, Request into) {
        var at = from + searched;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        searched = at - from;
        if (searched > limits.inlineBytes()) {
            error = "Protocol error: too big inline request";
            return Result.BROKEN;
        }
        if (at == to) {
            return Result.MORE;
        }
        var lineEnd = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
        if (!InlineWords.split(bytes, from, lineEnd, into)) {
            error = "Protocol error: unbalanced quotes in request";
            return Result.BROKEN;
        }
        return complete(at + 1);
    }
}
