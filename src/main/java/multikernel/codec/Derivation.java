package multikernel.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multikernel.codec.Shape.Capability;
import multikernel.codec.Shape.Constant;
import multikernel.codec.Shape.Items;
import multikernel.codec.Shape.Number;
import multikernel.codec.Shape.Octets;
import multikernel.codec.Shape.Part;
import multikernel.codec.Shape.Perhaps;
import multikernel.codec.Shape.Product;
import multikernel.codec.Shape.Scalar;
import multikernel.codec.Shape.Sum;
import multikernel.codec.Shape.Table;
import multikernel.codec.Shape.Text;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a message interface, by reflection, once. What stands for a type variable is derived before its record.
 */
final class Derivation {

    private final MethodHandles.Lookup owner;
    private final CodecLimits limits;
    private final Deque<Class<?>> inside = new ArrayDeque<>();

    Derivation(MethodHandles.Lookup owner, CodecLimits limits) {
        this.owner = owner;
        this.limits = limits;
    }

    /** @param arguments what stands for the type variables of the messages */
    Shape shapeOf(Class<?> messages, Class<?>... arguments) {
        if (!owner.hasFullPrivilegeAccess()) {
            throw new BadInterface(
                    messages.getName(), "its owner's lookup has not the full privileges of " + owner.lookupClass());
        }
        if (!messages.isRecord() && !(messages.isInterface() && messages.isSealed())) {
            throw new BadInterface(messages.getName(), "is neither a sealed interface of records nor a record");
        }
        if (messages.getTypeParameters().length != arguments.length) {
            throw new BadInterface(messages.getName(), "has type variables, and nothing says what stands for them");
        }
        var standing =
                Arrays.stream(arguments).map(type -> plain(type, nameOf(type))).toList();
        return named(messages, standing, messages.getSimpleName());
    }

    private Shape plain(Class<?> type, String where) {
        if (type == Bytes.class) {
            return new Octets(where, limits.textMax());
        }
        return type == String.class ? new Text(where, limits.textMax()) : unbounded(type, where);
    }

    private Shape shape(AnnotatedType type, Map<TypeVariable<?>, Shape> bound, String where) {
        if (type.isAnnotationPresent(Nullable.class)) {
            throw new BadInterface(where, "may be null; an Optional says it on the wire");
        }
        return switch (type) {
            case AnnotatedTypeVariable variable -> standingFor((TypeVariable<?>) variable.getType(), bound, where);
            case AnnotatedParameterizedType generic -> generic(generic, bound, where);
            case AnnotatedArrayType _ ->
                throw new BadInterface(where, "is an array, which could change once it is sent");
            case AnnotatedWildcardType _ -> throw new BadInterface(where, "is a wildcard: which type is it?");
            default -> plain((Class<?>) type.getType(), type, where);
        };
    }

    private static Shape standingFor(TypeVariable<?> variable, Map<TypeVariable<?>, Shape> bound, String where) {
        var shape = bound.get(variable);
        if (shape == null) {
            throw new BadInterface(where, "nothing stands for the type variable " + variable);
        }
        return shape;
    }

    private Shape generic(AnnotatedParameterizedType type, Map<TypeVariable<?>, Shape> bound, String where) {
        var raw = rawOf(type.getType());
        var arguments = type.getAnnotatedActualTypeArguments();
        if (raw == List.class || raw == Set.class) {
            var element = shape(arguments[0], bound, where + "[]");
            if (Measure.bytesMin(element) == 0) {
                throw new BadInterface(where, "has elements that take no bytes");
            }
            return new Items(raw, where, max(type, limits.itemsMax(), where), element);
        }
        if (raw == Map.class) {
            var key = shape(arguments[0], bound, where + "[key]");
            var value = shape(arguments[1], bound, where + "[value]");
            if (Measure.bytesMin(key) == 0) {
                throw new BadInterface(where, "has keys that take no bytes");
            }
            return new Table(raw, where, max(type, limits.itemsMax(), where), key, value);
        }
        if (raw == Optional.class) {
            return new Perhaps(raw, where, shape(arguments[0], bound, where + "[present]"));
        }
        var standing = new ArrayList<Shape>();
        for (int i = 0; i < arguments.length; i++) {
            standing.add(shape(arguments[i], bound, where + "<" + i + ">"));
        }
        return named(raw, standing, where);
    }

    private Shape plain(Class<?> type, AnnotatedType annotated, String where) {
        if (type == String.class) {
            return new Text(where, max(annotated, limits.textMax(), where));
        }
        if (type == Bytes.class) {
            return new Octets(where, max(annotated, limits.textMax(), where));
        }
        if (annotated.isAnnotationPresent(Max.class)) {
            throw new BadInterface(where, "has a maximum, and nothing that could be too many");
        }
        return unbounded(type, where);
    }

    private Shape unbounded(Class<?> type, String where) {
        for (var number : Number.values()) {
            if (type == number.primitive || type == number.box) {
                return new Scalar(type, number);
            }
        }
        if (type == CapabilityRef.class) {
            return new Capability(type, where);
        }
        if (CapabilityRef.class.isAssignableFrom(type)) {
            throw new BadInterface(
                    where, "is " + nameOf(type) + "; what comes may be another: CapabilityRef takes both");
        }
        if (type.getTypeParameters().length != 0) {
            throw new BadInterface(where, "is " + type.getName() + " without type arguments");
        }
        return named(type, List.of(), where);
    }

    /** Ours to look into: a record, an enum, a sealed interface. */
    private Shape named(Class<?> type, List<Shape> arguments, String where) {
        if (type.isEnum()) {
            visible(type, where);
            return new Constant(type);
        }
        if (!type.isRecord() && !(type.isInterface() && type.isSealed())) {
            throw new BadInterface(
                    where,
                    "is " + type.getName()
                            + ", which is no primitive, String, Bytes, enum, record, sealed interface of those,"
                            + " List, Set, Map or Optional");
        }
        if (inside.contains(type)) {
            throw new BadInterface(where, "is " + type.getName() + " inside itself: its messages would have no bound");
        }
        visible(type, where);
        inside.push(type);
        try {
            return type.isRecord() ? product(type, arguments) : sum(type, arguments);
        } finally {
            inside.pop();
        }
    }

    private Shape product(Class<?> type, List<Shape> arguments) {
        var bound = bind(type.getTypeParameters(), arguments);
        var components = type.getRecordComponents();
        var parts = new ArrayList<Part>();
        for (var component : components) {
            var where = nameOf(type) + "." + component.getName();
            parts.add(new Part(
                    where,
                    component.getName(),
                    component.getType(),
                    shape(component.getAnnotatedType(), bound, where)));
        }
        reachable(type, components);
        return new Product(type, parts);
    }

    private Shape sum(Class<?> type, List<Shape> arguments) {
        var cases = new ArrayList<Shape>();
        addCases(type, arguments, cases);
        if (cases.isEmpty()) {
            throw new BadInterface(nameOf(type), "has no message");
        }
        return new Sum(type, cases);
    }

    private void addCases(Class<?> type, List<Shape> arguments, List<Shape> cases) {
        for (var permitted : type.getPermittedSubclasses()) {
            var standing = argumentsOf(permitted, type, arguments);
            if (permitted.isInterface() && permitted.isSealed()) {
                visible(permitted, nameOf(permitted));
                addCases(permitted, standing, cases);
            } else if (permitted.isRecord() || permitted.isEnum()) {
                var shape = named(permitted, standing, nameOf(permitted));
                if (cases.stream().noneMatch(known -> known.type() == permitted)) {
                    cases.add(shape);
                }
            } else {
                throw new BadInterface(
                        nameOf(permitted), "is neither a record, an enum nor a sealed interface, so it may change");
            }
        }
    }

    /** What stands for the variables of a subtype when this stands for those of the type that it implements. */
    private static List<Shape> argumentsOf(Class<?> subtype, Class<?> type, List<Shape> arguments) {
        var variables = subtype.getTypeParameters();
        var standing = new HashMap<Type, Shape>();
        for (var implemented : subtype.getAnnotatedInterfaces()) {
            if (implemented instanceof AnnotatedParameterizedType generic && rawOf(generic.getType()) == type) {
                var handed = generic.getAnnotatedActualTypeArguments();
                for (int i = 0; i < handed.length; i++) {
                    standing.put(handed[i].getType(), arguments.get(i));
                }
            }
        }
        var found = new ArrayList<Shape>();
        for (var variable : variables) {
            var shape = standing.get(variable);
            if (shape == null) {
                throw new BadInterface(nameOf(subtype), "nothing stands for its type variable " + variable);
            }
            found.add(shape);
        }
        return found;
    }

    private void visible(Class<?> type, String where) {
        try {
            owner.accessClass(type);
        } catch (IllegalAccessException hidden) {
            throw new BadInterface(where, type.getName() + " cannot be seen from " + owner.lookupClass());
        }
    }

    private void reachable(Class<?> type, RecordComponent[] components) {
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            owner.findConstructor(type, MethodType.methodType(void.class, types));
            for (var component : components) {
                owner.findVirtual(type, component.getName(), MethodType.methodType(component.getType()));
            }
        } catch (ReflectiveOperationException closed) {
            throw new BadInterface(nameOf(type), "its constructor or a component is closed to " + owner.lookupClass());
        }
    }

    private static Map<TypeVariable<?>, Shape> bind(TypeVariable<?>[] variables, List<Shape> arguments) {
        var bound = new HashMap<TypeVariable<?>, Shape>();
        for (int i = 0; i < variables.length; i++) {
            bound.put(variables[i], arguments.get(i));
        }
        return bound;
    }

    private static int max(AnnotatedType type, int otherwise, String where) {
        var declared = type.getAnnotation(Max.class);
        int max = declared == null ? otherwise : declared.value();
        if (max < 0) {
            throw new BadInterface(where, "has a maximum below 0: " + max);
        }
        return max;
    }

    private static Class<?> rawOf(Type type) {
        return (Class<?>) ((ParameterizedType) type).getRawType();
    }

    /** {@code DomainTable.Row}: as the program calls it, without its package. */
    static String nameOf(Class<?> type) {
        var name = type.getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
