package multikernel.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import multikernel.codec.Bytes;
import multikernel.codec.Max;
import multikernel.runtime.ChangeRules;
import org.junit.jupiter.api.Test;

class ObjectStateTest {

    record Numbers(@Max(1 << 20) List<Integer> all) {

        Numbers {
            all = List.copyOf(all);
        }
    }

    sealed interface Change {

        record Fill(int count) implements Change {}
    }

    /** So many numbers of five bytes each; none below 0, and 13 is an accident. */
    private static final FarReplicatedSpec<Numbers, Change> SPEC = FarReplicatedSpec.of(
            MethodHandles.lookup(),
            Numbers.class,
            Change.class,
            new ChangeRules<>() {
                @Override
                public Numbers initial() {
                    return new Numbers(List.of());
                }

                @Override
                public Optional<String> check(Numbers state, Change change) {
                    return change instanceof Change.Fill(int count) && count < 0
                            ? Optional.of("fewer than none")
                            : Optional.empty();
                }

                @Override
                public Numbers apply(Numbers state, Change change) {
                    int count =
                            switch (change) {
                                case Change.Fill fill -> fill.count();
                            };
                    if (count == 13) {
                        throw new IllegalStateException("an accident");
                    }
                    return new Numbers(IntStream.range(0, count)
                            .mapToObj(number -> Integer.MIN_VALUE)
                            .toList());
                }
            },
            3);

    private final ObjectState<Numbers, Change> state = SPEC.begin();

    private ObjectWord<Numbers, Change> fill(int count) throws Exception {
        return state.decoded(state.apply(7, state.encoded(new ObjectWord.Change<>(new Change.Fill(count)))));
    }

    @Test
    void shouldCountItsChangesAndReadTheLatest() throws Exception {
        assertEquals(new ObjectWord.Done<>(1), fill(3));
        assertEquals(new ObjectWord.Done<>(2), fill(2));
        assertEquals(new ObjectWord.State<>(state.state(), 2), state.decoded(state.read(Bytes.EMPTY)));
        assertEquals(2, state.state().all().size());
    }

    @Test
    void shouldRefuseOnEveryNodeWhatTheRulesRefuseOrFailAtOrWhatCouldNotBeHandedOver() throws Exception {
        fill(3);
        for (int count : List.of(-1, 13, 1 << 18)) {
            var refused = assertInstanceOf(ObjectWord.Refused.class, fill(count), "of " + count);
            assertEquals(1, refused.version());
        }
        assertInstanceOf(ObjectWord.Refused.class, state.decoded(state.apply(9, Bytes.copyOf((byte) 77))));
        assertEquals(3, state.state().all().size());
    }

    @Test
    void shouldHandOverAStateOfManyPiecesAsItWasWhenItWasCopied() throws Exception {
        fill(120_000);
        var copy = state.copy();
        fill(1);
        var other = SPEC.begin();
        other.installBegins();
        int pieces = 0;
        for (var piece = copy.next(); piece != null; piece = copy.next()) {
            other.install(piece);
            pieces++;
        }
        other.installed();
        assertTrue(pieces > 1, "pieces " + pieces);
        assertEquals(120_000, other.state().all().size());
        assertEquals(1, other.version());
        assertThrows(IllegalStateException.class, () -> {
            other.installBegins();
            other.installed();
        });
    }
}
