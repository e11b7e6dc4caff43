package multikernel.codec;

import java.util.List;

/**
 * What a type looks like on the wire.
 *
 * <p>{@code where} names record and component for errors; it is no part of the shape.
 */
sealed interface Shape {

    /** The class of its values; a primitive for a primitive that is not boxed. */
    Class<?> type();

    /** @param type primitive or its box */
    record Scalar(Class<?> type, Number number) implements Shape {}

    record Text(String where, int max) implements Shape {
        @Override
        public Class<?> type() {
            return String.class;
        }
    }

    record Octets(String where, int max) implements Shape {
        @Override
        public Class<?> type() {
            return Bytes.class;
        }
    }

    record Constant(Class<?> type) implements Shape {}

    record Product(Class<?> type, List<Part> parts) implements Shape {}

    /** @param cases records and enums, in the order in which they were declared; their index is their number */
    record Sum(Class<?> type, List<Shape> cases) implements Shape {}

    /** @param type list or set */
    record Items(Class<?> type, String where, int max, Shape element) implements Shape {}

    record Table(Class<?> type, String where, int max, Shape key, Shape value) implements Shape {}

    record Perhaps(Class<?> type, String where, Shape element) implements Shape {}

    record Capability(Class<?> type, String where) implements Shape {}

    /** @param type as the record declares it, erased: for a type variable, its bound */
    record Part(String where, String name, Class<?> type, Shape shape) {}

    /** How a primitive is written. */
    enum Number {
        /** One byte, 0 or 1. */
        FLAG(boolean.class, Boolean.class, 1, 1),
        BYTE(byte.class, Byte.class, 1, 1),
        SHORT(short.class, Short.class, 2, 2),
        CHAR(char.class, Character.class, 2, 2),
        /** Zigzag, then one byte or up to 5. */
        INT(int.class, Integer.class, 1, 5),
        /** Zigzag, then one byte or up to 9. */
        LONG(long.class, Long.class, 1, 9),
        FLOAT(float.class, Float.class, 4, 4),
        DOUBLE(double.class, Double.class, 8, 8);

        final Class<?> primitive;
        final Class<?> box;
        final int bytesMin;
        final int bytesMax;

        Number(Class<?> primitive, Class<?> box, int bytesMin, int bytesMax) {
            this.primitive = primitive;
            this.box = box;
            this.bytesMin = bytesMin;
            this.bytesMax = bytesMax;
        }
    }
}
