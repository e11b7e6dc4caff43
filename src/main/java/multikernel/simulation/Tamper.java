package multikernel.simulation;

import java.util.List;
import java.util.function.Consumer;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;

/** What a wrong protocol would do differently, seen from outside: it changes what a core hears and what it does. */
public interface Tamper {

    Tamper NONE = new Tamper() {};

    default List<OwnershipEvent> before(World world, Start start, OwnershipEvent event) {
        return List.of(event);
    }

    /**
     * Changes what a core does.
     *
     * @param next takes events that the core is told as soon as these effects are performed
     */
    default List<OwnershipEffect> after(
            Start start, OwnershipEvent event, List<OwnershipEffect> effects, Consumer<OwnershipEvent> next) {
        return effects;
    }
}
