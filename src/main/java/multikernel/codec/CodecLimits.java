package multikernel.codec;

/**
 * What a message may hold where its record declares no {@link Max} of its own.
 *
 * @param bytesMax of one encoded message; at most {@link #BYTES_MOST}
 * @param textMax bytes of UTF-8 in one string, or octets
 * @param itemsMax elements of one list or set, entries of one map
 */
public record CodecLimits(int bytesMax, int textMax, int itemsMax) {

    /** The tag of a message's first line has 28 bits for its length. */
    public static final int BYTES_MOST = (1 << 28) - 1;

    /** 4 MiB a message, 4,096 bytes a string, as a path may have, 4,096 elements a collection. */
    public static final CodecLimits DEFAULT = new CodecLimits(4 << 20, 4096, 4096);

    public CodecLimits {
        if (bytesMax < 1 || bytesMax > BYTES_MOST || textMax < 0 || itemsMax < 0) {
            throw new IllegalArgumentException("limits of a codec are 1 to " + BYTES_MOST
                    + " bytes and no negative maxima: " + bytesMax + ", " + textMax + ", " + itemsMax);
        }
    }
}
