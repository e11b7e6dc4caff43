package multikernel.domain;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.runtime.ChangeRules;
import multikernel.runtime.ReplicatedSpec;

/** The replicated object of tests: words in the order in which they came, each at most once. */
public record Journal(List<String> words) {

    /** What may be done to it. */
    public sealed interface Change {

        record Add(String word) implements Change {}

        record Clear() implements Change {}

        /** The rules fail on it. */
        record Fail() implements Change {}
    }

    public static final ReplicatedSpec<Journal, Change> SPEC = ReplicatedSpec.of(
            MethodHandles.lookup(), "journal", Journal.class, Change.class, new ChangeRules<Journal, Change>() {

                @Override
                public Journal initial() {
                    return new Journal(List.of());
                }

                @Override
                public Optional<String> check(Journal journal, Change change) {
                    return change instanceof Change.Add(var word)
                                    && journal.words().contains(word)
                            ? Optional.of(word + " is there already")
                            : Optional.empty();
                }

                @Override
                public Journal apply(Journal journal, Change change) {
                    return switch (change) {
                        case Change.Add(var word) ->
                            new Journal(Stream.concat(journal.words().stream(), Stream.of(word))
                                    .toList());
                        case Change.Clear clear -> initial();
                        case Change.Fail fail -> throw new IllegalStateException("told to fail");
                    };
                }
            });

    public Journal {
        words = List.copyOf(words);
    }
}
