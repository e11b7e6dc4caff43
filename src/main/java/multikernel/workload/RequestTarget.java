package multikernel.workload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request's target, split first and decoded afterwards, so that an encoded slash never makes a new segment.
 *
 * @param segments decoded; none is empty, {@code .} or {@code ..}, none holds a slash, backslash or control character
 * @param directory whether the path ended in a slash
 * @param query decoded; the first of repeated names counts
 */
record RequestTarget(List<String> segments, boolean directory, Map<String, String> query) {

    private static final int SEGMENTS_MAX = 64;
    private static final int PARAMETERS_MAX = 64;

    RequestTarget {
        segments = List.copyOf(segments);
        query = Map.copyOf(query);
    }

    /** Empty where the target is one that no honest client sends. */
    static Optional<RequestTarget> parse(String target) {
        var path = withoutAuthority(target);
        if (!path.startsWith("/") || path.indexOf('#') >= 0) {
            return Optional.empty();
        }
        var mark = path.indexOf('?');
        var query = mark < 0 ? "" : path.substring(mark + 1);
        return segments(mark < 0 ? path : path.substring(0, mark))
                .flatMap(segments -> parameters(query)
                        .map(parameters -> new RequestTarget(
                                segments,
                                path.substring(0, mark < 0 ? path.length() : mark)
                                        .endsWith("/"),
                                parameters)));
    }

    /** The same path as a client may be sent to it, encoded anew. */
    String encodedPath() {
        var encoded = new StringBuilder();
        for (var segment : segments) {
            encoded.append('/');
            for (var octet : segment.getBytes(StandardCharsets.UTF_8)) {
                if ((octet > 0 && Character.isLetterOrDigit(octet)) || "-._~".indexOf(octet) >= 0) {
                    encoded.append((char) octet);
                } else {
                    encoded.append('%').append(String.format("%02X", octet & 0xff));
                }
            }
        }
        return encoded.isEmpty() ? "/" : encoded.toString();
    }

    /** A proxy may send the absolute form; whom it names does not matter to us. */
    private static String withoutAuthority(String target) {
        if (!target.startsWith("http://")) {
            return target;
        }
        var slash = target.indexOf('/', "http://".length());
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static Optional<List<String>> segments(String path) {
        var segments = new ArrayList<String>();
        for (var raw : path.split("/", -1)) {
            if (raw.isEmpty()) {
                continue;
            }
            var segment = decode(raw, false);
            if (segment.isEmpty() || !harmless(segment.get()) || segments.size() == SEGMENTS_MAX) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }

    private static boolean harmless(String segment) {
        return !segment.equals(".")
                && !segment.equals("..")
                && segment.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '/' || c == '\\');
    }

    private static Optional<Map<String, String>> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (var pair : query.split("&", PARAMETERS_MAX)) {
            var equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            var value = decode(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            parameters.putIfAbsent(name.get(), value.get());
        }
        return Optional.of(parameters);
    }

    /** Empty for a broken escape or for bytes that are no UTF-8. */
    private static Optional<String> decode(String raw, boolean plusIsSpace) {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0 && raw.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(raw);
        }
        var octets = ByteBuffer.allocate(raw.length());
        for (var at = 0; at < raw.length(); at++) {
            var c = raw.charAt(at);
            if (c == '%') {
                var high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
                var low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                octets.put((byte) (high << 4 | low));
                at += 2;
            } else if (c >= 0x80) {
                return Optional.empty();
            } else {
                octets.put((byte) (c == '+' && plusIsSpace ? ' ' : c));
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
