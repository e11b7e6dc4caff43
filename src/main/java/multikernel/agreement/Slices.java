package multikernel.agreement;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;

/**
 * The slices of a replicated object, one for each configured core, and who owns them.
 *
 * @param count configured cores, online or not
 */
public record Slices(int count) {

    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    public Slices {
        if (count < 1 || count > CoreId.MAX) {
            throw new IllegalArgumentException("slices are 1 to " + CoreId.MAX + ", not " + count);
        }
    }

    /** FNV-1a over the key's UTF-8: the same on every core, machine and release. */
    public int of(String key) {
        int hash = FNV_OFFSET;
        for (byte next : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * FNV_PRIME;
        }
        return Integer.remainderUnsigned(hash, count);
    }

    /** The core of the slice's own number if it has joined, otherwise the lowest that has; empty in an empty view. */
    public Optional<Member> owner(int slice, View view) {
        return view.member(CoreId.of(slice))
                .filter(Member::joined)
                .or(() -> view.members().stream().filter(Member::joined).findFirst());
    }
}
