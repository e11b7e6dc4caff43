package multikernel.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what crosses cores can never change: primitives, strings, enums, records and sealed interfaces of them,
 * collections that a record's constructor has copied, and references to actors.
 */
final class Immutability {

    private static final Set<String> VALUES = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Void",
            "java.lang.Class",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.time.Duration",
            "java.time.Instant",
            "java.util.UUID",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.regex.Pattern",
            "akka.util.ByteString",
            "multikernel.codec.Bytes",
            "java.net.InetSocketAddress",
            "java.net.URI");

    private static final Set<Class<?>> COLLECTIONS = Set.of(List.class, Set.class, Map.class);

    private static final Set<String> REFERENCES =
            Set.of("akka.actor.typed.ActorRef", "akka.actor.typed.RecipientRef", "akka.actor.ActorRef");

    /** How a constructor may come by a collection that nobody else can change. */
    private static final Set<String> COPIES = Set.of(
            "java.util.List.copyOf",
            "java.util.Set.copyOf",
            "java.util.Map.copyOf",
            "java.util.stream.Stream.toList",
            "java.util.Collections.unmodifiableMap",
            "java.util.Collections.unmodifiableSet",
            "java.util.Collections.unmodifiableList");

    /** A generic type whose variables have been replaced by what stands for them. */
    private record Generic(Class<?> raw, List<Type> arguments) implements Type {
        @Override
        public String getTypeName() {
            return raw.getName();
        }
    }

    private final Set<Type> seen = new HashSet<>();
    private final List<String> found = new ArrayList<>();

    private Immutability() {}

    /** Sentences that say what in this type, or in what it is made of, could change. */
    static List<String> violations(Type type) {
        var walk = new Immutability();
        walk.visit(type, type.getTypeName());
        return walk.found;
    }

    /** Records that keep a collection as it was handed to them. */
    static List<String> uncopied(JavaClass type) {
        if (!type.isRecord()) {
            return List.of();
        }
        var collections = Arrays.stream(type.reflect().getRecordComponents())
                .map(RecordComponent::getType)
                .filter(COLLECTIONS::contains)
                .count();
        var copies = type.getConstructors().stream()
                .flatMap(constructor -> constructor.getMethodCallsFromSelf().stream())
                .map(AccessRules::called)
                .filter(COPIES::contains)
                .count();
        return copies >= collections
                ? List.of()
                : List.of(type.getName() + " keeps a collection that its constructor does not copy");
    }

    /** Whether this very value can never change. */
    static boolean isImmutable(Object value) {
        if (value == null
                || value instanceof Enum<?>
                || VALUES.contains(value.getClass().getName())) {
            return true;
        }
        if (value instanceof Record record) {
            return violations(record.getClass()).isEmpty();
        }
        var type = value.getClass();
        if (type.getName().startsWith("java.util.ImmutableCollections$") || value instanceof Optional<?>) {
            return elements(value).stream().allMatch(Immutability::isImmutable);
        }
        return !type.isArray() && fieldless(type);
    }

    private static List<Object> elements(Object collection) {
        return switch (collection) {
            case Map<?, ?> map -> {
                var all = new ArrayList<Object>(map.keySet());
                all.addAll(map.values());
                yield all;
            }
            case Iterable<?> iterable -> {
                var all = new ArrayList<Object>();
                iterable.forEach(all::add);
                yield all;
            }
            case Optional<?> optional -> new ArrayList<>(optional.stream().toList());
            default -> List.of();
        };
    }

    /** A lambda that captures nothing, or a class with no state of its own. */
    private static boolean fieldless(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (var field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void visit(Type type, String path) {
        if (!seen.add(type)) {
            return;
        }
        switch (type) {
            case Class<?> plain -> visitClass(plain, Map.of(), path);
            case ParameterizedType generic -> visit(resolve(generic, Map.of()), path);
            case Generic generic -> visitGeneric(generic, path);
            case TypeVariable<?> open -> {
                // Looked at where a message is used with a type for it.
            }
            default -> found.add(path + " is " + type.getTypeName() + ", which could be anything");
        }
    }

    private void visitGeneric(Generic generic, String path) {
        var raw = generic.raw();
        if (REFERENCES.contains(raw.getName())) {
            return;
        }
        if (!COLLECTIONS.contains(raw) && raw != Optional.class) {
            visitClass(raw, bindings(raw, generic.arguments()), path);
        }
        for (var argument : generic.arguments()) {
            visit(argument, path + "<" + argument.getTypeName() + ">");
        }
    }

    private void visitClass(Class<?> type, Map<Type, Type> bindings, String path) {
        var name = type.getName();
        if (type.isPrimitive() || type.isEnum() || VALUES.contains(name) || REFERENCES.contains(name)) {
            return;
        }
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                visit(resolve(component.getGenericType(), bindings), path + "." + component.getName());
            }
        } else if (type.isSealed() && type.isInterface()) {
            for (var permitted : type.getPermittedSubclasses()) {
                visit(below(permitted, type, bindings), permitted.getName());
            }
        } else {
            found.add(path + " is " + type.getName() + ", which may change");
        }
    }

    /** What a subtype is when its sealed interface is used with these types. */
    private static Type below(Class<?> permitted, Class<?> parent, Map<Type, Type> bindings) {
        var own = new HashMap<Type, Type>();
        for (var each : permitted.getGenericInterfaces()) {
            if (each instanceof ParameterizedType generic && generic.getRawType() == parent) {
                for (var at = 0; at < parent.getTypeParameters().length; at++) {
                    var bound = bindings.get(parent.getTypeParameters()[at]);
                    if (bound != null) {
                        own.put(generic.getActualTypeArguments()[at], bound);
                    }
                }
            }
        }
        var arguments = Arrays.stream(permitted.getTypeParameters())
                .map(variable -> resolve(variable, own))
                .toList();
        return arguments.isEmpty() ? permitted : new Generic(permitted, arguments);
    }

    private static Map<Type, Type> bindings(Class<?> raw, List<Type> arguments) {
        var bindings = new HashMap<Type, Type>();
        for (var at = 0; at < arguments.size(); at++) {
            bindings.put(raw.getTypeParameters()[at], arguments.get(at));
        }
        return bindings;
    }

    private static Type resolve(Type type, Map<Type, Type> bindings) {
        return switch (type) {
            case ParameterizedType generic ->
                new Generic(
                        (Class<?>) generic.getRawType(),
                        Arrays.stream(generic.getActualTypeArguments())
                                .map(argument -> resolve(argument, bindings))
                                .toList());
            case WildcardType wildcard -> resolve(wildcard.getUpperBounds()[0], bindings);
            default -> bindings.getOrDefault(type, type);
        };
    }
}
