package multikernel.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.agreement.group.Counters;
import multikernel.agreement.group.Counters.Change;
import multikernel.agreement.group.Linearizability.Kind;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.PartitionReading.Role;
import multikernel.codec.Bytes;
import multikernel.shard.ShardAct.Answered;
import multikernel.shard.ShardAct.Refused;
import org.junit.jupiter.api.Test;

/** What one host does alone; what several do is in {@link ShardWorldTest}. */
class ShardsTest {

    private static final int PARTITIONS = 8;

    private final List<ShardAct> acts = new ArrayList<>();

    @Test
    void shouldOwnEverythingThatItFoundsAlone() {
        var alone = host(1, 0, 1);
        acts.addAll(alone.ticked(1));
        acts.addAll(alone.submit(7, 3, true, write(5), 2));
        acts.addAll(alone.flush(2));
        acts.addAll(alone.submit(8, 3, false, read(), 3));
        assertEquals(
                List.of(new Answered(7, Counters.number(5)), new Answered(8, Counters.number(5))),
                acts.subList(PARTITIONS, acts.size()));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertEquals(new ShardAct.Serving(partition), acts.get(partition));
            assertEquals("alone", alone.owner(partition));
        }
    }

    @Test
    void shouldReadWhoseItsPartitionsAreAndWhichOfThemLackReplicas() {
        assertEquals(
                new ShardReading(PARTITIONS, 0, 0, PARTITIONS, 0, 0),
                host(1, 0, 1).reading(0));
        var alone = host(1, 0, 1);
        alone.ticked(1);
        assertEquals(new ShardReading(PARTITIONS, PARTITIONS, PARTITIONS, 0, 0, 1), ballotIsOne(alone.reading(2)));
        var lonely = host(3, 0, 1);
        lonely.ticked(1);
        assertEquals(new ShardReading(PARTITIONS, PARTITIONS, 0, 0, PARTITIONS, 1), ballotIsOne(lonely.reading(2)));
        var joining = new Shards(ShardLimits.of(PARTITIONS, 3), self(0, 1), Origin.JOINS, ShardsTest::state);
        joining.ticked(1);
        assertEquals(new ShardReading(PARTITIONS, 0, 0, PARTITIONS, 0, 0), joining.reading(2));
    }

    @Test
    void shouldSayOfEachPartitionWhoOwnsItAndWhereItsSeatsAre() {
        var alone = host(1, 1, 3);
        alone.ticked(1);
        var looks = alone.looks(2);
        assertEquals(
                List.of(1, 4, 7), looks.stream().map(PartitionLook::partition).toList());
        for (var look : looks) {
            assertEquals(Role.OWNER, look.role());
            assertEquals(ShardHost.numberOf("alone"), look.owner());
            assertEquals(List.of(self(1, 3).seat()), look.seats());
            assertEquals(List.of(), look.absent());
        }
        var joining = new Shards(ShardLimits.of(PARTITIONS, 3), self(0, 1), Origin.JOINS, ShardsTest::state);
        joining.ticked(1);
        assertEquals(
                new PartitionLook(0, Role.OUTSIDE, 0, 0, List.of(), List.of()),
                joining.looks(2).getFirst());
    }

    private static ShardReading ballotIsOne(ShardReading some) {
        assertTrue(some.ballot() > 0, some::toString);
        return new ShardReading(
                some.placed(), some.owned(), some.leased(), some.leaderless(), some.lacking(), /* ballot= */ 1);
    }

    @Test
    void shouldTakeNoCommandBeforeThereAreReplicasEnough() {
        var alone = host(3, 0, 1);
        alone.ticked(1);
        assertEquals(List.of(new Refused(7, ShardRefusal.TOO_FEW_SEATS)), alone.submit(7, 0, true, write(5), 2));
        assertEquals(List.of(new Refused(8, ShardRefusal.TOO_FEW_SEATS)), alone.submit(8, 0, false, read(), 2));
    }

    @Test
    void shouldDealPartitionsOverTheCoresOfANode() {
        var all = new HashSet<Integer>();
        for (int place = 0; place < 3; place++) {
            all.addAll(host(1, place, 3).placed());
        }
        assertEquals(Set.of(0, 1, 2, 3, 4, 5, 6, 7), all);
        assertEquals(List.of(1, 4, 7), host(1, 1, 3).placed());
        assertThrows(IllegalArgumentException.class, () -> host(1, 1, 3).submit(1, 2, false, read(), 1));
    }

    @Test
    void shouldRefuseACommandThatNobodyTakesWithinItsTime() {
        var limits = ShardLimits.of(PARTITIONS, 1);
        var joining = new Shards(limits, self(0, 1), Origin.JOINS, ShardsTest::state);
        acts.addAll(joining.submit(7, 0, true, write(5), 0));
        acts.addAll(joining.ticked(limits.commandNanos() - 1));
        assertEquals(List.of(), acts);
        acts.addAll(joining.ticked(limits.commandNanos()));
        acts.addAll(joining.ticked(2 * limits.commandNanos()));
        assertEquals(List.of(new Refused(7, ShardRefusal.NO_OWNER)), acts);
    }

    @Test
    void shouldAskWhoComesForWhatWaitsAndNotAtTheNextTickAlone() {
        var joining = new Shards(ShardLimits.of(PARTITIONS, 3), self(0, 1), Origin.JOINS, ShardsTest::state);
        acts.addAll(joining.submit(7, 0, true, write(5), 0));
        acts.addAll(joining.submit(8, 0, true, write(6), 0));
        acts.addAll(joining.flush(0));
        assertEquals(List.of(), acts);
        var seat = new Seat(ShardHost.numberOf("bee"), 1);
        var met = joining.met(new ShardHost("bee", CoreId.of(0), 0, 1, seat, ShardHost.startOf(1, 1)), 1);
        assertEquals(
                List.of(seat),
                met.stream()
                        .filter(act -> act instanceof ShardAct.Send(var _, ShardMessage.Asked _))
                        .map(act -> ((ShardAct.Send) act).to().seat())
                        .toList(),
                "one looks for the owner");
    }

    @Test
    void shouldRefuseMoreCommandsThanMayWait() {
        var limits = ShardLimits.of(PARTITIONS, 1);
        var joining = new Shards(limits, self(0, 1), Origin.JOINS, ShardsTest::state);
        for (int ticket = 0; ticket <= limits.waitingMax(); ticket++) {
            acts.addAll(joining.submit(ticket, 0, false, read(), 0));
        }
        assertEquals(List.of(new Refused(limits.waitingMax(), ShardRefusal.BUSY)), acts);
    }

    @Test
    void shouldRefuseACommandThatIsTooLong() {
        var tooLong = Bytes.copyOf(new byte[ShardMessage.COMMAND_BYTES_MAX + 1]);
        assertEquals(
                List.of(new Refused(7, ShardRefusal.TOO_LONG)), host(1, 0, 1).submit(7, 0, true, tooLong, 0));
    }

    private static Shards host(int replicas, int place, int cores) {
        return new Shards(ShardLimits.of(PARTITIONS, replicas), self(place, cores), Origin.FOUNDS, ShardsTest::state);
    }

    private static ShardHost self(int place, int cores) {
        var seat = new Seat(ShardHost.numberOf("alone"), 1L + place);
        return new ShardHost("alone", CoreId.of(place), place, cores, seat, ShardHost.startOf(1, 1));
    }

    private static ShardState state(int partition) {
        return new ShardCounters(new Counters((index, change) -> {}));
    }

    private static Bytes write(long value) {
        return new Change(0, Kind.WRITE, value, 1).bytes();
    }

    private static Bytes read() {
        return new Change(0, Kind.READ, 0, 2).bytes();
    }
}
