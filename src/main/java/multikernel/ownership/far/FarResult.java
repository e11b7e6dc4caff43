package multikernel.ownership.far;

import multikernel.base.Refusal;
import multikernel.codec.Bytes;
import multikernel.codec.Max;

/** What came of a request. */
public sealed interface FarResult {

    Done DONE = new Done(Bytes.EMPTY, 0);

    /**
     * @param bytes that were read
     * @param number of the name that was made; 0 if none was to be
     */
    record Done(@Max(FarRequest.BYTES_MAX) Bytes bytes, long number) implements FarResult {}

    /** Unless it is {@code timed-out}, nothing was done and nothing will be. */
    record Refused(Refusal why, @Max(1024) String detail) implements FarResult {

        private static final int CHARACTERS_MAX = 256;

        public Refused {
            detail = detail.length() <= CHARACTERS_MAX ? detail : detail.substring(0, CHARACTERS_MAX);
        }
    }
}
