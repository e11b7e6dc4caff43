package multikernel.agreement;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a wrong implementation would do differently, seen from outside: it changes what it is told and what it does. */
interface CommitBug {

    CommitBug NONE = new CommitBug() {};

    default List<CommitEvent> before(CommitStart start, CommitEvent event) {
        return List.of(event);
    }

    /**
     * Changes what a core does.
     *
     * @param next takes events that the core is told as soon as these acts are performed
     */
    default List<CommitAct<String>> after(
            CommitStart start, CommitEvent event, List<CommitAct<String>> acts, Consumer<CommitEvent> next) {
        return acts;
    }

    /** Whether messages of a core that the view does not admit are taken. */
    default boolean hearsEveryone() {
        return false;
    }

    /** Takes messages for something that they are not. */
    static CommitBug hearing(BiFunction<CommitStart, CommitMessage<String>, CommitMessage<String>> change) {
        return new CommitBug() {
            @Override
            public List<CommitEvent> before(CommitStart start, CommitEvent event) {
                return event instanceof CommitEvent.Heard heard
                        ? List.of(new CommitEvent.Heard(heard.from(), change.apply(start, heard.message())))
                        : List.of(event);
            }
        };
    }

    /** Does not say something. */
    static CommitBug withholding(Predicate<CommitEvent> when, Predicate<CommitMessage<String>> what) {
        return changing((event, act) ->
                act instanceof CommitAct.Send<String> send && what.test(send.message()) && when.test(event)
                        ? null
                        : act);
    }

    /** Does something else, or nothing. */
    static CommitBug changing(BiFunction<CommitEvent, CommitAct<String>, @Nullable CommitAct<String>> change) {
        return new CommitBug() {
            @Override
            public List<CommitAct<String>> after(
                    CommitStart start, CommitEvent event, List<CommitAct<String>> acts, Consumer<CommitEvent> next) {
                return acts.stream()
                        .mapMulti((CommitAct<String> act, Consumer<CommitAct<String>> to) -> {
                            var changed = change.apply(event, act);
                            if (changed != null) {
                                to.accept(changed);
                            }
                        })
                        .toList();
            }
        };
    }

    /** Believes that something has happened as soon as it has done something. */
    static CommitBug imagining(Function<CommitAct<String>, @Nullable CommitEvent> imagined) {
        return new CommitBug() {
            @Override
            public List<CommitAct<String>> after(
                    CommitStart start, CommitEvent event, List<CommitAct<String>> acts, Consumer<CommitEvent> next) {
                for (var act : acts) {
                    var also = imagined.apply(act);
                    if (also != null) {
                        next.accept(also);
                    }
                }
                return acts;
            }
        };
    }
}
