package multikernel.agreement;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    static CommitBug withholding(Predicate<CommitEvent> when, Predicate<CommitMessage<String>> what) {
        return new CommitBug() {
            @Override
            public List<CommitAct<String>> after(
                    CommitStart start, CommitEvent event, List<CommitAct<String>> acts, Consumer<CommitEvent> next) {
                return when.test(event)
                        ? acts.stream()
                                .filter(act ->
                                        !(act instanceof CommitAct.Send<String> send && what.test(send.message())))
                                .toList()
                        : acts;
            }
        };
    }
}
