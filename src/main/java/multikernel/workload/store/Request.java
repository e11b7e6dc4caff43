package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words of one command: where each of them lies in an array that belongs to somebody else. Used again and again, so
 * that a word costs no object.
 */
final class Request {

    private static final int WORDS_FIRST = 8;

    /** A request with more words gives its room back before the next one. */
    private static final int WORDS_KEPT = 1024;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private MemorySegment segment = MemorySegment.ofArray(NOTHING);
    private int base;
    private int count;
    private int[] ats = new int[WORDS_FIRST];
    private int[] lengths = new int[WORDS_FIRST];

    /** Where the words lie from now on, relative to {@code from}. */
    void over(byte[] array, int from) {
        if (bytes != array) {
            bytes = array;
            segment = MemorySegment.ofArray(array);
        }
        base = from;
    }

    void clear() {
        count = 0;
        if (ats.length > WORDS_KEPT) {
            ats = new int[WORDS_FIRST];
            lengths = new int[WORDS_FIRST];
        }
    }

    void add(int at, int length) {
        if (count == ats.length) {
            ats = Arrays.copyOf(ats, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        ats[count] = at;
        lengths[count++] = length;
    }

    /** So many words of another request, after an empty one that stands for the command's name. */
    void part(Request whole, int first, int words) {
        over(whole.bytes, whole.base);
        clear();
        add(0, 0);
        for (var word = first; word < first + words; word++) {
            add(whole.ats[word], whole.lengths[word]);
        }
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The same bytes as {@link #bytes}. */
    MemorySegment segment() {
        return segment;
    }

    int at(int word) {
        return base + ats[word];
    }

    int length(int word) {
        return lengths[word];
    }

    /** @param lower in lower case */
    boolean is(int word, String lower) {
        if (lengths[word] != lower.length()) {
            return false;
        }
        for (int i = 0, at = at(word); i < lower.length(); i++) {
            if (lower(bytes[at + i]) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    boolean isInteger(int word) {
        return Decimal.isInteger(bytes, at(word), lengths[word]);
    }

    /** Of a word that {@link #isInteger}. */
    long integer(int word) {
        return Decimal.integer(bytes, at(word), lengths[word]);
    }

    byte[] copy(int word) {
        return Arrays.copyOfRange(bytes, at(word), at(word) + lengths[word]);
    }

    /** A character for each byte. */
    String text(int word) {
        return new String(bytes, at(word), lengths[word], StandardCharsets.ISO_8859_1);
    }
}
