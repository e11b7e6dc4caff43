package multikernel.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A message interface with everything that a codec takes, closed to other packages. */
sealed interface Rich {

    record Nothing() implements Rich {}

    record Numbers(boolean flag, byte octet, short small, char letter, int count, long time, float share, double value)
            implements Rich {}

    record Boxes(
            List<Boolean> flags,
            List<Byte> octets,
            List<Short> smalls,
            List<Character> letters,
            Integer count,
            Optional<Long> time,
            List<Float> shares,
            Set<Double> values)
            implements Rich {

        public Boxes {
            flags = List.copyOf(flags);
            octets = List.copyOf(octets);
            smalls = List.copyOf(smalls);
            letters = List.copyOf(letters);
            shares = List.copyOf(shares);
            values = Set.copyOf(values);
        }
    }

    record Texts(@Max(40) String name, List<@Max(8) String> words, Optional<String> more) implements Rich {

        public Texts {
            words = List.copyOf(words);
        }
    }

    record Colours(Colour one, @Max(3) Set<Colour> some, Map<Colour, @Max(2) List<Colour>> table) implements Rich {

        public Colours {
            some = Set.copyOf(some);
            table = Map.copyOf(table);
        }
    }

    record Pair(Box<Point, Colour> first, Box<Optional<Point>, @Max(16) String> second) implements Rich {}

    record Nested(Figure figure, List<Figure> figures) implements Rich {

        public Nested {
            figures = List.copyOf(figures);
        }
    }

    record Picky(int notNegative) implements Rich {

        public Picky {
            if (notNegative < 0) {
                throw new IllegalArgumentException("negative: " + notNegative);
            }
        }
    }

    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    record Point(int left, int top) {}

    record Box<A, B>(A left, B right, List<A> more) {

        public Box {
            more = List.copyOf(more);
        }
    }

    sealed interface Figure permits Round, Circle, Dot {}

    sealed interface Round extends Figure {}

    record Circle(Point middle, int radius) implements Round, Figure {}

    record Ellipse(Point middle, int width, int height) implements Round {}

    enum Dot implements Figure {
        SMALL,
        LARGE
    }
}
