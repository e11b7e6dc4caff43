package multikernel.domain;

import akka.actor.typed.RecipientRef;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whether messages of a type can never change, told from the type alone. Pure.
 *
 * <p>They cannot if the type is a primitive or its box, a string, an enum, one of the JDK's numbers, ids, optionals and
 * times, a reference to an actor, or a class whose every field, inherited ones too, is final and of such a type: a
 * record, or any other class outside of the JDK that nobody can extend. A sealed type is as good as what it permits, a
 * generic one as good as what it is used with; used raw, it could hold anything.
 *
 * <p>A {@code List}, {@code Set} or {@code Map} of such types is believed to be immutable: the type cannot tell, so the
 * constructor has to copy it ({@code List.copyOf}). Everything else can change: arrays, other interfaces, classes that
 * are open to subclasses, and whatever else the JDK has.
 */
final class ProtocolCheck {

    /** How deep types may hold types; beyond it stands a generic type that holds an ever larger one of itself. */
    private static final int DEPTH_MAX = 64;

    private static final Set<Class<?>> VALUES = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Character.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Void.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Duration.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            MonthDay.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Period.class,
            Year.class,
            YearMonth.class,
            ZoneId.class,
            ZoneOffset.class,
            ZonedDateTime.class);

    private static final Set<Class<?>> HOLDERS = Set.of(List.class, Set.class, Map.class, Optional.class);

    /** References to actors, and constants, which the whole program shares anyway. */
    private static final List<Class<?>> SHARED = List.of(RecipientRef.class, akka.actor.ActorRef.class, Enum.class);

    /** What an actor tells itself, such as that it is time to start again. */
    private static final String INTERNAL = "akka.actor.typed.internal";

    /** A generic type whose variables have been replaced by what stands for them. */
    private record Generic(Class<?> raw, List<Type> arguments) implements Type {

        @Override
        public String getTypeName() {
            return raw.getTypeName();
        }
    }

    private final Set<Type> seen = new HashSet<>();

    private ProtocolCheck() {}

    /** Why messages that are declared to be of this type can change; empty if none can. */
    static Optional<String> ofProtocol(Class<?> protocol) {
        return new ProtocolCheck().walk(protocol, false);
    }

    /** The same for a message whose class is exactly this one, so that it does not matter who extends it. */
    static Optional<String> ofMessage(Class<?> message) {
        return new ProtocolCheck().walk(message, true);
    }

    /** A class whose parts are not all on the class path has not been shown to be immutable. */
    private Optional<String> walk(Class<?> type, boolean exact) {
        try {
            return visit(type, "", 0, exact);
        } catch (LinkageError | RuntimeException unreadable) {
            return say("", type, "cannot be looked into: " + unreadable);
        }
    }

    private Optional<String> visit(Type type, String path, int depth, boolean exact) {
        if (!seen.add(type)) {
            return Optional.empty();
        }
        if (depth > DEPTH_MAX) {
            return say(path, type, "holds types within types without end");
        }
        return switch (type) {
            case Class<?> plain -> visitClass(plain, List.of(), path, depth, exact);
            case Generic generic -> visitClass(generic.raw(), generic.arguments(), path, depth, exact);
            default -> say(path, type, "can change");
        };
    }

    private Optional<String> visitClass(Class<?> raw, List<Type> arguments, String path, int depth, boolean exact) {
        if (raw.isPrimitive()
                || VALUES.contains(raw)
                || SHARED.stream().anyMatch(shared -> shared.isAssignableFrom(raw))
                || raw.getPackageName().startsWith(INTERNAL)) {
            return Optional.empty();
        }
        if (HOLDERS.contains(raw)) {
            return arguments.isEmpty()
                    ? say(path, raw, "does not say what it holds")
                    : first(arguments.stream().map(argument -> visit(argument, path, depth + 1, false)));
        }
        if (!exact && raw.isSealed()) {
            var permitted = first(Arrays.stream(raw.getPermittedSubclasses())
                    .map(each -> visit(below(each, raw, arguments), path, depth + 1, false)));
            return permitted.or(() -> fields(raw, arguments, path, depth));
        }
        if (raw == Object.class || raw.isInterface()) {
            return say(path, raw, "can be anything");
        }
        if (raw.isArray() || ofJdk(raw)) {
            return say(path, raw, "can change");
        }
        if (!exact && !Modifier.isFinal(raw.getModifiers())) {
            return say(path, raw, "can have subclasses that change");
        }
        return fields(raw, arguments, path, depth);
    }

    /** Records included: their components are their fields. */
    private Optional<String> fields(Class<?> raw, List<Type> arguments, String path, int depth) {
        if (raw.isInterface() || raw == Object.class || raw == Record.class) {
            return Optional.empty();
        }
        if (ofJdk(raw)) {
            return say(path, raw, "can change");
        }
        var bindings = bindings(raw, arguments);
        var before = path.isEmpty() ? name(raw) : path;
        var own = first(Arrays.stream(raw.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> Modifier.isFinal(field.getModifiers())
                        ? visit(
                                resolve(field.getGenericType(), bindings),
                                before + "." + field.getName(),
                                depth + 1,
                                false)
                        : Optional.of(before + "." + field.getName() + ": the field is not final")));
        return own.or(() -> switch (resolve(raw.getGenericSuperclass(), bindings)) {
            case Generic generic -> fields(generic.raw(), generic.arguments(), path, depth);
            default -> fields(raw.getSuperclass(), List.of(), path, depth);
        });
    }

    /** What a subtype is when its sealed type is used with these arguments. */
    private static Type below(Class<?> permitted, Class<?> parent, List<Type> arguments) {
        var own = new HashMap<Type, Type>();
        if (!arguments.isEmpty()) {
            Stream.concat(
                            Stream.of(permitted.getGenericInterfaces()),
                            Stream.ofNullable(permitted.getGenericSuperclass()))
                    .filter(each -> each instanceof ParameterizedType generic && generic.getRawType() == parent)
                    .map(each -> ((ParameterizedType) each).getActualTypeArguments())
                    .forEach(its -> {
                        for (var at = 0; at < its.length; at++) {
                            own.putIfAbsent(its[at], arguments.get(at));
                        }
                    });
        }
        var variables = permitted.getTypeParameters();
        return variables.length == 0
                ? permitted
                : new Generic(
                        permitted,
                        Stream.of(variables)
                                .map(variable -> resolve(variable, own))
                                .toList());
    }

    private static Map<Type, Type> bindings(Class<?> raw, List<Type> arguments) {
        var bindings = new HashMap<Type, Type>();
        for (var at = 0; at < arguments.size(); at++) {
            bindings.put(raw.getTypeParameters()[at], arguments.get(at));
        }
        return bindings;
    }

    /** A variable that nothing stands for is as good as its bound. */
    private static Type resolve(Type type, Map<Type, Type> bindings) {
        return switch (type) {
            case ParameterizedType generic ->
                new Generic(
                        (Class<?>) generic.getRawType(),
                        Stream.of(generic.getActualTypeArguments())
                                .map(argument -> resolve(argument, bindings))
                                .toList());
            case WildcardType wildcard -> resolve(wildcard.getUpperBounds()[0], bindings);
            case TypeVariable<?> variable when bindings.containsKey(variable) -> bindings.get(variable);
            case TypeVariable<?> variable -> erased(variable.getBounds()[0]);
            default -> type;
        };
    }

    private static Type erased(Type bound) {
        return switch (bound) {
            case ParameterizedType generic -> generic.getRawType();
            case TypeVariable<?> variable -> erased(variable.getBounds()[0]);
            default -> bound;
        };
    }

    private static boolean ofJdk(Class<?> type) {
        var module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private static Optional<String> first(Stream<Optional<String>> reasons) {
        return reasons.flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> say(String path, Type type, String what) {
        return Optional.of((path.isEmpty() ? "" : path + ": ") + type.getTypeName() + " " + what);
    }

    /** The class as its source writes it: {@code Counter.Add}. */
    private static String name(Class<?> type) {
        var name = type.getName().substring(type.getPackageName().length());
        return name.replace('$', '.').replaceAll("^\\.|\\.$", "");
    }
}
