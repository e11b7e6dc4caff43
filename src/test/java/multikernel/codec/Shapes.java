package multikernel.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multikernel.codec.Rich.Box;
import multikernel.codec.Rich.Colour;
import org.jspecify.annotations.Nullable;

/** Small shapes that differ in one respect each, and interfaces that have none. */
final class Shapes {

    static final List<Class<?>> ALL = List.of(
            Whole.class,
            Wide.class,
            Renamed.class,
            Twice.class,
            Text.class,
            ShortText.class,
            Many.class,
            Few.class,
            Once.class,
            Maybe.class,
            Enumerated.class,
            Sealed.class);

    static final Map<Class<?>, String> BAD = new LinkedHashMap<>();

    static {
        BAD.put(Runnable.class, "java.lang.Runnable: is neither a sealed interface of records nor a record");
        BAD.put(String.class, "java.lang.String: is neither a sealed interface of records nor a record");
        BAD.put(Box.class, "multikernel.codec.Rich$Box: has type variables, and nothing says what stands for them");
        BAD.put(
                Mutable.class,
                "Shapes.Changing: is neither a record, an enum nor a sealed interface, so it may change");
        BAD.put(Array.class, "Shapes.Array.bytes: is an array, which could change once it is sent");
        BAD.put(
                Strange.class,
                "Shapes.Strange.object: is java.lang.Object, which is no primitive, String, Bytes, enum, record, sealed"
                        + " interface of those, List, Set, Map or Optional");
        BAD.put(Raw.class, "Shapes.Raw.box: is multikernel.codec.Rich$Box without type arguments");
        BAD.put(Wild.class, "Shapes.Wild.many[]: is a wildcard: which type is it?");
        BAD.put(Empty.class, "Shapes.Empty.many: has elements that take no bytes");
        BAD.put(Absent.class, "Shapes.Absent.name: may be null; an Optional says it on the wire");
        BAD.put(
                Tree.class,
                "Shapes.Tree.below[]: is multikernel.codec.Shapes$Tree inside itself: its messages would have no"
                        + " bound");
        BAD.put(
                Left.class,
                "Shapes.Right.left[present]: is multikernel.codec.Shapes$Left inside itself: its messages would have"
                        + " no bound");
        BAD.put(Negative.class, "Shapes.Negative.name: has a maximum below 0: -1");
        BAD.put(Misplaced.class, "Shapes.Misplaced.count: has a maximum, and nothing that could be too many");
    }

    private Shapes() {}

    record Whole(int count) {}

    record Wide(long count) {}

    record Renamed(int number) {}

    record Twice(int count, int number) {}

    record Text(String count) {}

    record ShortText(@Max(5) String count) {}

    record Many(List<Integer> count) {}

    record Few(@Max(5) List<Integer> count) {}

    record Once(Set<Integer> count) {}

    record Maybe(Optional<Integer> count) {}

    record Enumerated(Colour count) {}

    sealed interface Sealed {
        record Only(int count) implements Sealed {}
    }

    public record Open(int count) {}

    sealed interface Mutable {}

    static final class Changing implements Mutable {}

    record Array(byte[] bytes) {}

    record Strange(Object object) {}

    @SuppressWarnings("rawtypes")
    record Raw(Box box) {}

    record Wild(List<?> many) {}

    record Nothing() {}

    record Empty(List<Nothing> many) {}

    record Absent(@Nullable String name) {}

    record Tree(List<Tree> below) {}

    record Left(Optional<Right> right) {}

    record Right(Optional<Left> left) {}

    record Negative(@Max(-1) String name) {}

    record Misplaced(@Max(5) int count) {}
}
