package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multikernel.codec.Rich.Box;
import multikernel.codec.Rich.Boxes;
import multikernel.codec.Rich.Circle;
import multikernel.codec.Rich.Colour;
import multikernel.codec.Rich.Colours;
import multikernel.codec.Rich.Dot;
import multikernel.codec.Rich.Ellipse;
import multikernel.codec.Rich.Nested;
import multikernel.codec.Rich.Nothing;
import multikernel.codec.Rich.Numbers;
import multikernel.codec.Rich.Pair;
import multikernel.codec.Rich.Picky;
import multikernel.codec.Rich.Point;
import multikernel.codec.Rich.Texts;
import org.junit.jupiter.api.Test;

/**
 * The wire format, byte for byte. {@code mvn test -Dtest=GoldenBytesTest -Dgolden=rewrite} rewrites the file; a
 * difference that was meant needs a new {@link Wire#VERSION}.
 */
class GoldenBytesTest {

    private static final Path FILE = Path.of("src", "test", "resources", "codec", "rich.txt");

    private static final List<Rich> MESSAGES = List.of(
            new Nothing(),
            new Numbers(true, (byte) -2, (short) 0x1234, 'x', -124, 124, 1.5f, -2.25),
            new Numbers(false, (byte) 0, (short) 0, ' ', Integer.MIN_VALUE, Long.MIN_VALUE, Float.NaN, 0),
            new Boxes(
                    List.of(true, false),
                    List.of(),
                    List.of(),
                    List.of('a'),
                    9,
                    Optional.of(1L << 40),
                    List.of(),
                    Set.of()),
            new Texts("web", List.of("\u00e4", "\ud83d\ude00"), Optional.of("")),
            new Colours(Colour.BLUE, Set.of(Colour.GREEN), Map.of(Colour.RED, List.of(Colour.RED, Colour.GREEN))),
            new Pair(
                    new Box<>(new Point(1, -1), Colour.RED, List.of(new Point(300, 70_000))),
                    new Box<>(Optional.empty(), "right", List.of(Optional.of(new Point(0, 0))))),
            new Nested(new Circle(new Point(1, 2), 3), List.of(new Ellipse(new Point(0, 0), 4, 5), Dot.LARGE)),
            new Picky(7));

    @Test
    void shouldWriteTheBytesThatItAlwaysWrote() throws Exception {
        var lines = new ArrayList<String>();
        var codec = Codec.of(MethodHandles.lookup(), Rich.class, CodecLimits.DEFAULT);
        var memory = Arena.ofAuto().allocate(256);
        lines.add("fingerprint " + HexFormat.of().toHexDigits(codec.fingerprint()));
        for (var message : MESSAGES) {
            int size = codec.encode(message, memory, 0);
            lines.add(message.toString());
            lines.add("  " + HexFormat.of().formatHex(memory.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE)));
        }
        if ("rewrite".equals(System.getProperty("golden"))) {
            Files.write(FILE, lines);
        }
        assertEquals(Files.readAllLines(FILE), lines);
    }
}
