package multikernel.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"unused", "ArrayRecordComponent", "GetClassOnEnum", "rawtypes"})
class ProtocolCheckTest {

    private static final String HERE = "ProtocolCheckTest.";

    private static final String NAME = ProtocolCheckTest.class.getName() + "$";

    sealed interface Counter {
        record Add(int amount, Long big, String why, char letter) implements Counter {}

        record Get(ActorRef<Integer> replyTo, ActorRef<int[]> other, akka.actor.ActorRef classic) implements Counter {}

        enum Reset implements Counter {
            NOW {
                @Override
                public String toString() {
                    return "now";
                }
            }
        }
    }

    record Times(Duration limit, ZonedDateTime at, ZoneId zone, DayOfWeek day, UUID id, BigDecimal sum) {}

    record Held(List<String> names, Map<UUID, Set<Counter>> counters, Optional<Times> times, OptionalLong last) {}

    record Numbers(int[] values) {}

    sealed interface Leaky {
        record Fine(int one) implements Leaky {}

        record Add(List<String> names, int[] values) implements Leaky {}
    }

    record Outer(Optional<List<Numbers>> inner) {}

    record Collections(Collection<String> any) {}

    record Lists(ArrayList<String> list) {}

    record Raw(List list) {}

    record Wild(List<?> list) {}

    record Narrow(List<? extends Counter> list) {}

    record Box<T>(T value) {}

    record Bounded<T extends Counter>(T value) {}

    record Boxes(Box<String> text, Box<Counter> counter) {}

    record BadBoxes(Box<String> text, Box<Box<Date>> date) {}

    record GenericArray(List<String>[] lists) {}

    record Tree(String name, List<Tree> children) {}

    record Nest<T>(T value, Optional<Nest<List<T>>> next) {}

    record Endless(Nest<String> nest) {}

    sealed interface Shape<P> {
        record At<Q>(Q point) implements Shape<Q> {}

        record Nowhere<Q>() implements Shape<Q> {}
    }

    record Shapes(Shape<String> shape) {}

    record BadShapes(Shape<Date> shape) {}

    interface Open {}

    record Opened(Open open, Runnable run) {}

    sealed interface HalfOpen {
        non-sealed interface Rest extends HalfOpen {}
    }

    static class Extensible {
        private final int value = 1;
    }

    static final class Constant extends Extensible {
        private final List<String> names = List.of();
    }

    static final class Variable {
        private int value;
    }

    abstract static class Base<T> {
        private final Optional<T> kept = Optional.empty();
    }

    static final class Inherits extends Base<StringBuilder> {}

    static final class InheritsWell extends Base<String> {}

    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    record Promise(CompletableFuture<String> answer) {}

    private static void assertFine(Class<?> type) {
        assertEquals(Optional.empty(), ProtocolCheck.ofProtocol(type));
        if (!type.isInterface()) {
            assertEquals(Optional.empty(), ProtocolCheck.ofMessage(type));
        }
    }

    private static void assertRefused(String reason, Class<?> protocol) {
        assertEquals(Optional.of(reason), ProtocolCheck.ofProtocol(protocol));
    }

    @Test
    void shouldTakePrimitivesBoxesStringsAndConstants() {
        List.of(int.class, Integer.class, String.class, DayOfWeek.class).forEach(ProtocolCheckTest::assertFine);
        assertFine(Counter.Reset.class);
        assertFine(Counter.Reset.NOW.getClass());
    }

    @Test
    void shouldTakeRecordsAndSealedInterfacesOfThem() {
        assertFine(Counter.class);
        assertFine(Counter.Add.class);
    }

    @Test
    void shouldTakeReferencesToActorsWhateverTheyAreTold() {
        assertFine(Counter.Get.class);
        assertFine(ActorRef.class);
    }

    @Test
    void shouldTakeTimesIdsAndNumbersOfTheJdk() {
        assertFine(Times.class);
    }

    @Test
    void shouldTakeCollectionsAndOptionalsOfWhatIsFine() {
        assertFine(Held.class);
        assertFine(Narrow.class);
    }

    @Test
    void shouldRefuseArraysAndNameTheWayToThem() {
        assertRefused(HERE + "Numbers.values: int[] can change", Numbers.class);
        assertRefused(HERE + "Leaky.Add.values: int[] can change", Leaky.class);
        assertRefused(HERE + "Outer.inner.values: int[] can change", Outer.class);
        assertRefused(HERE + "GenericArray.lists: java.util.List<java.lang.String>[] can change", GenericArray.class);
        assertRefused("byte[] can change", byte[].class);
    }

    @Test
    void shouldRefuseWhatElseTheJdkHas() {
        assertRefused(HERE + "Collections.any: java.util.Collection can be anything", Collections.class);
        assertRefused(HERE + "Lists.list: java.util.ArrayList can change", Lists.class);
        assertRefused(HERE + "Promise.answer: java.util.concurrent.CompletableFuture can change", Promise.class);
        assertRefused(
                "java.lang.Throwable can change",
                Failure.class.getSuperclass().getSuperclass().getSuperclass());
        assertRefused("java.lang.RuntimeException can change", Failure.class);
    }

    @Test
    void shouldRefuseACollectionThatDoesNotSayWhatItHolds() {
        assertRefused(HERE + "Raw.list: java.util.List does not say what it holds", Raw.class);
        assertRefused(HERE + "Wild.list: java.lang.Object can be anything", Wild.class);
        assertRefused("java.util.Optional does not say what it holds", Optional.class);
        assertTrue(ProtocolCheck.ofMessage(List.of(1).getClass()).isPresent());
    }

    @Test
    void shouldLookAtAGenericTypeAsItIsUsed() {
        assertFine(Boxes.class);
        assertFine(Bounded.class);
        assertRefused(HERE + "BadBoxes.date.value.value: java.util.Date can change", BadBoxes.class);
        assertRefused(HERE + "Box.value: java.lang.Object can be anything", Box.class);
    }

    @Test
    void shouldLookAtASealedGenericTypeAsItIsUsed() {
        assertFine(Shapes.class);
        assertRefused(HERE + "BadShapes.shape.point: java.util.Date can change", BadShapes.class);
    }

    @Test
    void shouldComeToAnEndWhereTypesHoldThemselves() {
        assertFine(Tree.class);
        assertTrue(
                ProtocolCheck.ofProtocol(Endless.class).orElseThrow().endsWith("holds types within types without end"));
    }

    @Test
    void shouldRefuseInterfacesThatAnybodyMayImplement() {
        assertRefused(HERE + "Opened.open: " + NAME + "Open can be anything", Opened.class);
        assertRefused(NAME + "HalfOpen$Rest can be anything", HalfOpen.class);
    }

    @Test
    void shouldTakeAClassThatNobodyExtendsAndWhoseFieldsAreAllFinal() {
        assertFine(Constant.class);
        assertFine(InheritsWell.class);
    }

    @Test
    void shouldRefuseAFieldThatIsNotFinalOrThatIsInheritedAndCanChange() {
        assertRefused(HERE + "Variable.value: the field is not final", Variable.class);
        assertRefused(HERE + "Base.kept: java.lang.StringBuilder can change", Inherits.class);
    }

    @Test
    void shouldRefuseAClassThatIsOpenToSubclassesUnlessAMessageIsOfExactlyIt() {
        assertRefused(NAME + "Extensible can have subclasses that change", Extensible.class);
        assertEquals(Optional.empty(), ProtocolCheck.ofMessage(Extensible.class));
    }

    @Test
    void shouldTakeWhatAkkaLetsAnActorTellItself() throws Exception {
        assertFine(Class.forName("akka.actor.typed.internal.PoisonPill"));
    }
}
