package multikernel.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a copy of a capability allows; every operation checks it.
 *
 * @param bits a sum of {@link #READ}, {@link #WRITE}, {@link #GRANT}, {@link #IDENTIFY}
 */
public record Rights(int bits) {

    /** To map and read. */
    public static final int READ = 1;
    /** To map for writing and to write. */
    public static final int WRITE = 2;
    /** To give a copy away: to another table, core or into a message. */
    public static final int GRANT = 4;
    /** To be told type, base and bytes. */
    public static final int IDENTIFY = 8;

    public static final Rights ALL = new Rights(READ | WRITE | GRANT | IDENTIFY);

    private static final List<String> WORDS = List.of("read", "write", "grant", "identify");

    public Rights {
        if (bits < 0 || bits > 15) {
            throw new IllegalArgumentException("rights are 0 to 15, not " + bits);
        }
    }

    public boolean has(int right) {
        return (bits & right) == right;
    }

    public boolean covers(Rights other) {
        return (bits | other.bits) == bits;
    }

    /** From words with commas between them; empty if one is none. */
    public static Optional<Rights> of(String words) {
        int bits = 0;
        for (var word : words.split(",", -1)) {
            int index = WORDS.indexOf(word.strip());
            if (index < 0) {
                return Optional.empty();
            }
            bits |= 1 << index;
        }
        return Optional.of(new Rights(bits));
    }

    @Override
    public String toString() {
        var words = new ArrayList<String>();
        for (int index = 0; index < WORDS.size(); index++) {
            if (has(1 << index)) {
                words.add(WORDS.get(index));
            }
        }
        return String.join(",", words);
    }
}
