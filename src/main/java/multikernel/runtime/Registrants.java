package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** The actors that registered with a CPU driver, by the numbers that the floors below know them by. */
final class Registrants {

    private final Map<ActorRef<?>, Integer> numbers = new HashMap<>();
    private final Map<Integer, ActorRef<?>> actors = new HashMap<>();
    private int last;

    /** The same number for the same actor until it is forgotten, then never again. */
    int number(ActorRef<?> actor) {
        var number = numbers.computeIfAbsent(actor, unknown -> ++last);
        actors.put(number, actor);
        return number;
    }

    /** One that is not forgotten; what it understands is known to who keeps its number. */
    <M> ActorRef<M> actor(int number) {
        return Objects.requireNonNull(actors.get(number)).unsafeUpcast();
    }

    OptionalInt forget(ActorRef<?> actor) {
        var number = numbers.remove(actor);
        if (number == null) {
            return OptionalInt.empty();
        }
        actors.remove(number);
        return OptionalInt.of(number);
    }
}
