package multikernel.codec;

/** Strings that are not all ASCII; the tables of RFC 3629, and no replacement of what is malformed. */
final class Utf8 {

    private Utf8() {}

    /** @throws Unsendable half of a surrogate pair, which UTF-8 has no bytes for */
    static int bytes(String text, String where) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < 0x80) {
                count += 1;
            } else if (each < 0x800) {
                count += 2;
            } else if (!Character.isSurrogate(each)) {
                count += 3;
            } else if (isPair(text, i)) {
                count += 4;
                i++;
            } else {
                throw new Unsendable(where, "has half a surrogate pair at " + i);
            }
        }
        return count;
    }

    static void write(String text, byte[] to, int offset) {
        int at = offset;
        for (int i = 0; i < text.length(); i++) {
            int point = text.charAt(i);
            if (point < 0x80) {
                to[at++] = (byte) point;
            } else if (point < 0x800) {
                to[at++] = (byte) (0xc0 | point >> 6);
                to[at++] = last(point);
            } else if (Character.isSurrogate((char) point)) {
                point = Character.toCodePoint((char) point, text.charAt(++i));
                to[at++] = (byte) (0xf0 | point >> 18);
                to[at++] = last(point >> 12);
                to[at++] = last(point >> 6);
                to[at++] = last(point);
            } else {
                to[at++] = (byte) (0xe0 | point >> 12);
                to[at++] = last(point >> 6);
                to[at++] = last(point);
            }
        }
    }

    static boolean isAscii(byte[] from, int offset, int end) {
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            if ((Wire.longAt(from, at) & 0x8080808080808080L) != 0) {
                return false;
            }
        }
        int rest = 0;
        for (; at < end; at++) {
            rest |= from[at];
        }
        return (rest & 0x80) == 0;
    }

    static boolean isWellFormed(byte[] from, int offset, int end) {
        int at = offset;
        while (at < end) {
            int length = sequence(from, at, end);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** The length of the sequence that begins here; 0 if there is none. */
    private static int sequence(byte[] from, int at, int end) {
        int lead = from[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || end - at < length) {
            return 0;
        }
        int second = from[at + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((from[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static byte last(int point) {
        return (byte) (0x80 | point & 0x3f);
    }
}
