package multikernel.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import multikernel.codec.Shape.Capability;
import multikernel.codec.Shape.Constant;
import multikernel.codec.Shape.Items;
import multikernel.codec.Shape.Octets;
import multikernel.codec.Shape.Perhaps;
import multikernel.codec.Shape.Product;
import multikernel.codec.Shape.Scalar;
import multikernel.codec.Shape.Sum;
import multikernel.codec.Shape.Table;
import multikernel.codec.Shape.Text;

/** What can be said of a shape as a whole: the fewest and the most bytes, its text, its fingerprint. */
final class Measure {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int VERSION_SHIFT = 56;

    private Measure() {}

    static long bytesMin(Shape shape) {
        return switch (shape) {
            case Scalar scalar -> scalar.number().bytesMin;
            case Text _, Octets _, Constant _, Items _, Table _, Perhaps _ -> 1;
            case Product product ->
                product.parts().stream()
                        .mapToLong(part -> bytesMin(part.shape()))
                        .sum();
            case Sum sum ->
                1 + sum.cases().stream().mapToLong(Measure::bytesMin).min().orElse(0);
            case Capability _ -> Wire.CAPABILITY_BYTES_MIN;
        };
    }

    /** Saturates at 2^62 or a little less. */
    static long bytesMax(Shape shape) {
        return switch (shape) {
            case Scalar scalar -> scalar.number().bytesMax;
            case Text text -> (long) Wire.numberBytes(text.max()) + text.max();
            case Octets octets -> (long) Wire.numberBytes(octets.max()) + octets.max();
            case Constant constant -> Wire.numberBytes(constant.type().getEnumConstants().length - 1);
            case Product product ->
                product.parts().stream()
                        .mapToLong(part -> bytesMax(part.shape()))
                        .reduce(0, Measure::plus);
            case Sum sum ->
                Wire.numberBytes(sum.cases().size() - 1)
                        + sum.cases().stream()
                                .mapToLong(Measure::bytesMax)
                                .max()
                                .orElse(0);
            case Items items -> plus(Wire.numberBytes(items.max()), times(items.max(), bytesMax(items.element())));
            case Table table ->
                plus(
                        Wire.numberBytes(table.max()),
                        times(table.max(), plus(bytesMax(table.key()), bytesMax(table.value()))));
            case Perhaps perhaps -> plus(1, bytesMax(perhaps.element()));
            case Capability _ -> Wire.CAPABILITY_BYTES_MAX;
        };
    }

    static boolean hasCapabilities(Shape shape) {
        return switch (shape) {
            case Scalar _, Text _, Octets _, Constant _ -> false;
            case Product product -> product.parts().stream().anyMatch(part -> hasCapabilities(part.shape()));
            case Sum sum -> sum.cases().stream().anyMatch(Measure::hasCapabilities);
            case Items items -> hasCapabilities(items.element());
            case Table table -> hasCapabilities(table.key()) || hasCapabilities(table.value());
            case Perhaps perhaps -> hasCapabilities(perhaps.element());
            case Capability _ -> true;
        };
    }

    /** Names, order, types and maxima, in one line. */
    static String text(Shape shape) {
        return switch (shape) {
            case Scalar scalar -> scalar.number().primitive.getName();
            case Text text -> "text " + text.max();
            case Octets octets -> "bytes " + octets.max();
            case Constant constant -> "enum " + constant.type().getName() + constants(constant.type());
            case Product product ->
                product.type().getName()
                        + product.parts().stream()
                                .map(part -> part.name() + " " + text(part.shape()))
                                .collect(Collectors.joining(", ", "(", ")"));
            case Sum sum ->
                sum.type().getName()
                        + sum.cases().stream().map(Measure::text).collect(Collectors.joining(" | ", "{", "}"));
            case Items items ->
                (items.type() == List.class ? "list " : "set ") + items.max() + " of " + text(items.element());
            case Table table -> "map " + table.max() + " of " + text(table.key()) + " to " + text(table.value());
            case Perhaps perhaps -> "optional " + text(perhaps.element());
            case Capability _ -> "capability";
        };
    }

    /** FNV-1a over a shape's text, its highest byte replaced by the version of the format. */
    static long fingerprint(String text) {
        long hash = FNV_OFFSET;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * FNV_PRIME;
        }
        hash ^= hash >>> VERSION_SHIFT;
        return (hash & (1L << VERSION_SHIFT) - 1) | (long) Wire.VERSION << VERSION_SHIFT;
    }

    private static String constants(Class<?> type) {
        var names = new StringBuilder();
        for (var constant : type.getEnumConstants()) {
            names.append(names.isEmpty() ? "(" : ", ").append(((Enum<?>) constant).name());
        }
        return names.append(')').toString();
    }

    private static long plus(long left, long right) {
        return Math.min(left + right, Long.MAX_VALUE / 2);
    }

    private static long times(long left, long right) {
        return right != 0 && left > Long.MAX_VALUE / 2 / right ? Long.MAX_VALUE / 2 : left * right;
    }
}
