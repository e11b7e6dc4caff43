package multikernel.knowledge;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A knowledge base and the limits that its queries run under. */
record Asking(KnowledgeBase base, Limits limits) {

    static final Limits LIMITS = new Limits(200_000, 100_000, 1_000, 8_192);

    /** With the rules over lists that ship, and the program. */
    static Asking of(String program) {
        try {
            return new Asking(KnowledgeBase.empty().with(shipped("lists")).with(program), LIMITS);
        } catch (MalformedGoal malformed) {
            return fail(malformed.reason() + " at " + malformed.position());
        }
    }

    static String shipped(String name) {
        try (var in = Asking.class.getResourceAsStream("/multikernel/knowledge/" + name + ".pl")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Query.Reply ask(String goal) {
        return Query.ask(base, goal, limits.answersMax(), limits);
    }

    /** Each answer as a person reads it; a line in angle brackets if it ended otherwise. */
    List<String> lines(String goal) {
        return switch (ask(goal)) {
            case Query.Reply.Answers(var answers, boolean more, long steps) ->
                answers.stream().map(Asking::line).toList();
            case Query.Reply.Malformed(int position, var reason) -> List.of("<" + position + ": " + reason + ">");
            case Query.Reply.TooLong(var reason) -> List.of("<too long: " + reason + ">");
            case Query.Reply.Busy(var reason) -> List.of("<busy: " + reason + ">");
            case Query.Reply.Wrong(var reason) -> List.of("<" + reason + ">");
        };
    }

    static String line(Query.Answer answer) {
        return answer.bindings().isEmpty()
                ? "true"
                : answer.bindings().stream()
                        .map(binding -> binding.name() + " = " + Text.of(binding.value()))
                        .collect(Collectors.joining(", "));
    }
}
