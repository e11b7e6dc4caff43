package multikernel.ownership.far;

import multikernel.codec.Bytes;
import multikernel.codec.Max;

/**
 * What a holder shows home.
 *
 * @param number counts the names of one start of home; see {@link Far#START_SHIFT}
 * @param nonce nobody can guess it
 * @param code over all that the name stands for, by home's key
 */
public record FarName(
        long number, long nonce, @Max(Seal.CODE_BYTES) Bytes code) {}
