package multikernel.agreement;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;

/**
 * The slices of a replicated object, and who owns them.
 *
 * @param count one for each configured core, online or not; or one
 * @param first the number of the core that the first slice belongs to
 */
public record Slices(int count, int first) {

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    public Slices {
        if (count < 1 || first < 0 || count > CoreId.MAX - first) {
            throw new IllegalArgumentException("slices are 1 to " + CoreId.MAX + ", not " + count + " from " + first);
        }
    }

    /** One for each core. */
    public Slices(int count) {
        this(count, 0);
    }

    /** An object in one piece, which belongs to a core. */
    public static Slices one(CoreId home) {
        return new Slices(1, home.index());
    }

    /** FNV-1a over the key's UTF-8: the same on every core, machine and release. */
    public int of(String key) {
        if (count == 1) {
            return 0;
        }
        int hash = FNV_OFFSET;
        for (byte next : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * FNV_PRIME;
        }
        return Integer.remainderUnsigned(hash, count);
    }

    /** The core that the slice belongs to if it has joined, otherwise the lowest that has; empty in an empty view. */
    public Optional<Member> owner(int slice, View view) {
        return view.member(CoreId.of(first + slice))
                .filter(Member::joined)
                .or(() -> view.members().stream().filter(Member::joined).findFirst());
    }
}
