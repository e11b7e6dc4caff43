package multikernel.domain.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import multikernel.agreement.group.GroupMessage;
import multikernel.codec.Bytes;
import multikernel.domain.shard.Counters.Command;
import org.junit.jupiter.api.Test;

/** A program's partition as bytes. */
class ReplicaOfPartitionTest {

    private static final int NAMES = 20_000;

    private final ShardSpec<Command, Counters.Count> spec = Counters.spec(4, Durability.of("local"));
    private final ReplicaOfPartition<Command, Counters.Count> replica = new ReplicaOfPartition<>(spec);

    private Bytes bytes(Command command) {
        var codec = spec.commands().codec();
        var bytes = new byte[codec.bytesOf(command)];
        codec.encode(command, MemorySegment.ofArray(bytes), 0);
        return Bytes.copyOf(bytes);
    }

    private Counters.Count result(Bytes of) {
        return Objects.requireNonNull(new PartitionResult<>(spec.results().codec()).decoded(of));
    }

    private List<Bytes> copied() {
        var pieces = new ArrayList<Bytes>();
        var copy = replica.copy();
        replica.apply(NAMES + 1, bytes(new Command.Add("after the copy", 1)));
        for (var piece = copy.next(); piece != null; piece = copy.next()) {
            pieces.add(piece);
        }
        copy.close();
        return pieces;
    }

    @Test
    void shouldBecomeInPiecesWhatAnotherWasWhenTheCopyBegan() {
        for (var name = 0; name < NAMES; name++) {
            replica.apply(name, bytes(new Command.Add("counter " + name, name)));
        }
        var pieces = copied();
        assertEquals(
                true,
                pieces.size() > 1 && pieces.stream().allMatch(piece -> piece.length() <= GroupMessage.PIECE_BYTES_MAX));
        var other = new ReplicaOfPartition<>(spec);
        other.apply(0, bytes(new Command.Add("counter 7", 1_000)));
        other.installBegins();
        pieces.forEach(other::install);
        other.installed();
        for (var name = 0; name < NAMES; name++) {
            assertEquals(new Counters.Count(name), result(other.read(bytes(new Command.Get("counter " + name)))));
        }
        assertEquals(new Counters.Count(0), result(other.read(bytes(new Command.Get("after the copy")))));
    }

    @Test
    void shouldNotTakeHalfACopyForAWholeOne() {
        replica.apply(0, bytes(new Command.Add("a counter", 1)));
        var piece = copied().getFirst();
        var octets = piece.toArray();
        var other = new ReplicaOfPartition<>(spec);
        other.installBegins();
        other.install(Bytes.copyOf(octets, 0, octets.length - 1));
        assertThrows(IllegalStateException.class, other::installed);
    }
}
