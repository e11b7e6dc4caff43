package multikernel.ownership.far;

import java.security.MessageDigest;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;

/** What a node needs a secret and chance for; the key is behind it and never leaves the node. */
public interface Seal {

    /** Of every code. */
    int CODE_BYTES = 16;

    /** Never the same twice, but by a chance of 2<sup>-64</sup>. */
    long nonce();

    /** The same for the same arguments, and for nobody without the key. */
    Bytes code(long number, long nonce, NodeMember holder, CoreId core, Rights rights);

    /** In a time that says nothing of where they differ. */
    static boolean isEqual(Bytes left, Bytes right) {
        return MessageDigest.isEqual(left.toArray(), right.toArray());
    }
}
