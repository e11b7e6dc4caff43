package multikernel.workload.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTest {

    private static final RespLimits LIMITS = new RespLimits(16, 1000, 2000, 64);
    private static final int FUZZED = 20_000;

    @Test
    void shouldReadArraysOfBulkStrings() {
        assertEquals(List.of("[GET, key]"), read("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n"));
        assertEquals(List.of("[, \r\n]"), read("*2\r\n$0\r\n\r\n$2\r\n\r\n\r\n"));
        assertEquals(List.of("[]", "[]", "[PING]"), read("*0\r\n*-1\r\n*1\r\n$4\r\nPING\r\n"));
        assertEquals(List.of(), read("*2\r\n$3\r\nGET\r\n$3\r\nke"));
    }

    @Test
    void shouldReadLinesAsPeopleTypeThem() {
        assertEquals(List.of("[SET, a b, c'd]", "[]", "[PING]"), read("SET \"a b\" 'c\\'d'\r\n\r\n  PING \n"));
        assertEquals(List.of("[\n\r\t\b\u0007A\\\"q]"), read("\"\\n\\r\\t\\b\\a\\x41\\\\\\\"\\q\"\r\n"));
        assertEquals(List.of("[ab]"), read("a\"b\" \r\n"));
        assertEquals(List.of("[a]"), read("a\0 b\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*x~ | Protocol error: invalid multibulk length",
                "*17~ | Protocol error: invalid multibulk length",
                "*9223372036854775808~ | Protocol error: invalid multibulk length",
                "*1~+OK~ | Protocol error: expected '$', got '+'",
                "*1~$~ | Protocol error: invalid bulk length",
                "*1~$-1~ | Protocol error: invalid bulk length",
                "*1~$01~ | Protocol error: invalid bulk length",
                "*1~$1001~ | Protocol error: invalid bulk length",
                "SET \"a~ | Protocol error: unbalanced quotes in request",
                "SET \"a\"b~ | Protocol error: unbalanced quotes in request"
            })
    void shouldSayWhatIsWrongInTheWordsOfRedis(String bytes, String error) {
        assertEquals(List.of(error), read(bytes.replace("~", "\r\n")));
    }

    @Test
    void shouldEndWhatIsLongerThanItsLimits() {
        assertEquals(List.of("Protocol error: too big inline request"), read("x".repeat(65)));
        assertEquals(List.of("Protocol error: too big mbulk count string"), read("*" + "1".repeat(65)));
        assertEquals(List.of("Protocol error: too big bulk count string"), read("*1\r\n$" + "1".repeat(65)));
        var most = "$1000\r\n" + "x".repeat(1000) + "\r\n";
        assertEquals(List.of("Protocol error: too big request"), read("*3\r\n" + most + most + "$1\r\nx\r\n"));
    }

    @Test
    void shouldReadTheSameWhereverTheBytesAreCut() {
        var random = new Random(4711);
        for (int round = 0; round < FUZZED; round++) {
            var bytes = mutated(random).getBytes(ISO_8859_1);
            var whole = read(bytes, bytes.length);
            var cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            assertEquals(whole, read(bytes, cut), () -> new String(bytes, ISO_8859_1) + " cut at " + cut);
        }
    }

    @Test
    void shouldReadTheSameByteForByte() {
        var random = new Random(42);
        for (int round = 0; round < 500; round++) {
            var bytes = mutated(random).getBytes(ISO_8859_1);
            assertEquals(read(bytes, bytes.length), readPiecewise(bytes), () -> new String(bytes, ISO_8859_1));
        }
    }

    @Test
    void shouldMakeSomethingOfAnyBytes() {
        var random = new Random(7);
        var broken = 0;
        for (int round = 0; round < FUZZED; round++) {
            var bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = '*';
            }
            var found = read(bytes, bytes.length);
            broken += found.stream().anyMatch(each -> each.startsWith("Protocol error")) ? 1 : 0;
        }
        assertTrue(broken > 100, "hardly anything was wrong: " + broken);
    }

    /** Valid requests, a few bytes of which are often changed. */
    private static String mutated(Random random) {
        var text = new StringBuilder();
        for (var requests = random.nextInt(4); requests >= 0; requests--) {
            if (random.nextInt(4) == 0) {
                text.append("SET \"k\\x41 y\" 'v' w\r\n");
            } else {
                var words = random.nextInt(4);
                text.append('*').append(words).append("\r\n");
                for (int word = 0; word < words; word++) {
                    var value = "a\r\n$*".substring(0, random.nextInt(6)).repeat(random.nextInt(3));
                    text.append('$').append(value.length()).append("\r\n");
                    text.append(value).append("\r\n");
                }
            }
        }
        for (var changes = random.nextInt(3); changes > 0; changes--) {
            text.setCharAt(random.nextInt(text.length()), "*$\r\n\"'0-9 x".charAt(random.nextInt(11)));
        }
        return text.toString();
    }

    private static List<String> read(String text) {
        var bytes = text.getBytes(ISO_8859_1);
        return read(bytes, bytes.length);
    }

    /** First the bytes before the cut, then all that is left, moved to another array as a connection does. */
    private static List<String> read(byte[] bytes, int cut) {
        var found = new ArrayList<String>();
        var parser = new RequestParser(LIMITS);
        var request = new Request();
        var at = drain(parser, request, bytes.clone(), 0, cut, found);
        if (cut < bytes.length) {
            var moved = new byte[bytes.length - at + 5];
            System.arraycopy(bytes, at, moved, 5, bytes.length - at);
            drain(parser, request, moved, 5, moved.length, found);
        }
        return found;
    }

    private static List<String> readPiecewise(byte[] bytes) {
        var found = new ArrayList<String>();
        var parser = new RequestParser(LIMITS);
        var request = new Request();
        var copy = bytes.clone();
        var at = 0;
        for (int to = 0; to <= bytes.length; to++) {
            at = drain(parser, request, copy, at, to, found);
        }
        return found;
    }

    private static int drain(
            RequestParser parser, Request request, byte[] bytes, int from, int to, List<String> found) {
        var at = from;
        while (true) {
            switch (parser.parse(bytes, at, to, request)) {
                case MORE -> {
                    return at;
                }
                case BROKEN -> {
                    if (found.isEmpty() || !found.getLast().equals(parser.error())) {
                        found.add(parser.error());
                    }
                    return at;
                }
                case REQUEST -> {
                    var words = new ArrayList<String>();
                    for (int word = 0; word < request.count(); word++) {
                        words.add(request.text(word));
                    }
                    found.add(words.toString());
                    at = parser.end();
                }
            }
        }
    }
}
