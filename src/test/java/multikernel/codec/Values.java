package multikernel.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

/** Values of a message interface by chance, within its maxima. */
public final class Values {

    private static final int TRIES = 2000;
    private static final int ITEMS_MOST = 5;
    private static final String LETTERS = "aZ09-\u007f\u0080\u07ff\u0800\uffff\ud83d\ude00 \u0000\u00e4";

    private final MethodHandles.Lookup owner;
    private final Random chance;

    private Values(MethodHandles.Lookup owner, Random chance) {
        this.owner = owner;
        this.chance = chance;
    }

    /** One of any kind. */
    public static <M> M any(MethodHandles.Lookup owner, Class<M> messages, long seed) {
        var shape = new Derivation(owner, CodecLimits.DEFAULT).shapeOf(messages);
        return messages.cast(new Values(owner, new Random(seed)).value(shape));
    }

    /** One for each record and constant that stands anywhere in the interface as a case. */
    public static <M> List<M> ofEach(MethodHandles.Lookup owner, Class<M> messages, long seed) {
        var shape = new Derivation(owner, CodecLimits.DEFAULT).shapeOf(messages);
        var made = new ArrayList<M>();
        for (var variant : variants(shape)) {
            made.add(messages.cast(new Values(owner, new Random(seed)).value(variant)));
        }
        return made;
    }

    /** The shape with each of its choices made in turn. */
    private static List<Shape> variants(Shape shape) {
        return switch (shape) {
            case Sum sum ->
                sum.cases().stream().flatMap(each -> variants(each).stream()).toList();
            case Product product -> {
                var made = new ArrayList<Shape>();
                for (int i = 0; i < product.parts().size(); i++) {
                    var part = product.parts().get(i);
                    for (var variant : variants(part.shape())) {
                        var parts = new ArrayList<>(product.parts());
                        parts.set(i, new Shape.Part(part.where(), part.name(), part.type(), variant));
                        made.add(new Product(product.type(), parts));
                    }
                }
                yield made.isEmpty() ? List.of(shape) : made.stream().distinct().toList();
            }
            case Scalar _, Text _, Octets _, Constant _, Items _, Table _, Perhaps _, Capability _ -> List.of(shape);
        };
    }

    private Object value(Shape shape) {
        return switch (shape) {
            case Scalar scalar -> number(scalar.number());
            case Text text -> text(text.max());
            case Octets octets -> octets(octets.max());
            case Constant constant -> one(List.of(constant.type().getEnumConstants()));
            case Product product -> product(product);
            case Sum sum -> value(one(sum.cases()));
            case Items items when items.type() == List.class -> items(items);
            case Items items -> new HashSet<>(items(items));
            case Table table -> {
                var made = new HashMap<Object, Object>();
                items(new Items(List.class, table.where(), table.max(), table.key()))
                        .forEach(key -> made.put(key, value(table.value())));
                yield made;
            }
            case Perhaps perhaps -> chance.nextBoolean() ? Optional.of(value(perhaps.element())) : Optional.empty();
            case Capability capability -> throw new IllegalArgumentException(capability.where());
        };
    }

    /** A record may refuse what chance gives it. */
    private Object product(Product product) {
        for (int tried = 1; ; tried++) {
            var values =
                    product.parts().stream().map(part -> value(part.shape())).toList();
            var types = product.parts().stream().map(Shape.Part::type).toArray(Class<?>[]::new);
            try {
                return owner.findConstructor(product.type(), MethodType.methodType(void.class, types))
                        .invokeWithArguments(values);
            } catch (Throwable refused) {
                if (tried == TRIES) {
                    throw new IllegalStateException("cannot make " + product.type(), refused);
                }
            }
        }
    }

    private List<Object> items(Items items) {
        var made = new ArrayList<>();
        int count = chance.nextInt(Math.min(items.max(), ITEMS_MOST) + 1);
        for (int i = 0; i < count; i++) {
            made.add(value(items.element()));
        }
        return made;
    }

    private Object number(Shape.Number number) {
        long bits = chance.nextInt(4) == 0 ? chance.nextInt(600) - 300 : chance.nextLong() >> chance.nextInt(64);
        return switch (number) {
            case FLAG -> (bits & 1) != 0;
            case BYTE -> (byte) bits;
            case SHORT -> (short) bits;
            case CHAR -> (char) bits;
            case INT -> (int) bits;
            case LONG -> bits;
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
        };
    }

    private String text(int max) {
        var text = new StringBuilder();
        int[] points = LETTERS.codePoints().toArray();
        int room = chance.nextInt(Math.min(max, 60) + 1);
        for (int next = points[chance.nextInt(points.length)];
                Utf8.bytes(text + Character.toString(next), "") <= room;
                next = points[chance.nextInt(points.length)]) {
            text.appendCodePoint(next);
        }
        return text.toString();
    }

    private Bytes octets(int max) {
        var octets = new byte[chance.nextInt(Math.min(max, 60) + 1)];
        chance.nextBytes(octets);
        return Bytes.copyOf(octets);
    }

    private <T> T one(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }
}
