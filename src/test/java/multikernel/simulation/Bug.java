package multikernel.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import multikernel.base.CoreId;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipMessage;
import org.jspecify.annotations.Nullable;

/** Makes of a core one that has a mistake, by what it hears and what it does. */
final class Bug {

    private Bug() {}

    /** A core that takes what it is told for something else; an empty list is for what it does not notice. */
    static Tamper noticing(BiFunction<Start, OwnershipEvent, List<OwnershipEvent>> change) {
        return new Tamper() {
            @Override
            public List<OwnershipEvent> before(World world, Start start, OwnershipEvent event) {
                return change.apply(start, event);
            }
        };
    }

    /** A core that takes messages for something else. */
    static Tamper hearing(BiFunction<Start, OwnershipMessage, OwnershipMessage> change) {
        return noticing((start, event) -> event instanceof OwnershipEvent.Heard heard
                ? List.of(new OwnershipEvent.Heard(heard.from(), heard.sentIn(), change.apply(start, heard.message())))
                : List.of(event));
    }

    /** A core that does something else than it should. */
    static Tamper doing(BiFunction<Start, List<OwnershipEffect>, List<OwnershipEffect>> change) {
        return new Tamper() {
            @Override
            public List<OwnershipEffect> after(
                    Start start, OwnershipEvent event, List<OwnershipEffect> effects, Consumer<OwnershipEvent> next) {
                return change.apply(start, effects);
            }
        };
    }

    /** A core that does something else where it should do this. */
    static Tamper replacing(Function<OwnershipEffect, OwnershipEffect> change) {
        return doing((start, effects) -> effects.stream().map(change).toList());
    }

    /** A core that does not do this. */
    static Tamper withholding(Predicate<OwnershipEffect> what) {
        return doing((start, effects) -> effects.stream().filter(what.negate()).toList());
    }

    /** A core that does these things first of all that it does at one time. */
    static Tamper hasty(Predicate<OwnershipEffect> what) {
        return doing((start, effects) -> {
            var sorted = new ArrayList<>(effects.stream().filter(what).toList());
            effects.stream().filter(what.negate()).forEach(sorted::add);
            return sorted;
        });
    }

    /** A core that does these things when it has something else to do. */
    static Tamper lazy(Predicate<OwnershipEffect> what) {
        Map<Start, List<OwnershipEffect>> put = new HashMap<>();
        return doing((start, effects) -> {
            var now = new ArrayList<>(put.computeIfAbsent(start, each -> new ArrayList<>()));
            put.put(start, new ArrayList<>(effects.stream().filter(what).toList()));
            effects.stream().filter(what.negate()).forEach(now::add);
            return now;
        });
    }

    /** A core that, instead of saying something, believes that it has been answered; null for what it says. */
    static Tamper imagining(BiFunction<CoreId, OwnershipMessage, @Nullable OwnershipMessage> answer, boolean alsoSays) {
        return new Tamper() {
            @Override
            public List<OwnershipEffect> after(
                    Start start, OwnershipEvent event, List<OwnershipEffect> effects, Consumer<OwnershipEvent> next) {
                var left = new ArrayList<OwnershipEffect>();
                for (var effect : effects) {
                    var imagined = effect instanceof OwnershipEffect.Send send
                            ? answer.apply(send.to(), send.message())
                            : null;
                    if (imagined == null || alsoSays) {
                        left.add(effect);
                    }
                    if (imagined != null) {
                        next.accept(new OwnershipEvent.Heard(
                                ((OwnershipEffect.Send) effect).to(),
                                start.view().number(),
                                imagined));
                    }
                }
                return left;
            }
        };
    }

    /** A core that, when this is to be done, believes that it has been told that. */
    static Tamper believing(Function<OwnershipEffect, @Nullable OwnershipEvent> belief, boolean alsoDoes) {
        return new Tamper() {
            @Override
            public List<OwnershipEffect> after(
                    Start start, OwnershipEvent event, List<OwnershipEffect> effects, Consumer<OwnershipEvent> next) {
                var left = new ArrayList<OwnershipEffect>();
                for (var effect : effects) {
                    var believed = belief.apply(effect);
                    if (believed == null || alsoDoes) {
                        left.add(effect);
                    }
                    if (believed != null) {
                        next.accept(believed);
                    }
                }
                return left;
            }
        };
    }
}
