package multikernel.workload.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.Spawned;
import multikernel.domain.shard.Departure;
import multikernel.domain.shard.ShardPlan;
import multikernel.shard.Origin;
import multikernel.shard.ShardHost;
import multikernel.workload.Values;

/** One start of a node of one core that has a sharded store, and one client's connection to it. */
final class TownNode {

    static final int PARTITIONS = 4;
    private static final int MEMORY = 1 << 20;

    final ShardHost self;
    final ShardOwn own;
    final Desk desk;
    private final EmbeddedChannel client;
    private final Departure departure;
    private boolean departs;
    private final StringBuilder read = new StringBuilder();

    /** @param seats of each partition's group */
    TownNode(Town town, String name, int start, boolean founds, int seats) {
        var core = CoreId.of(0);
        var settings = StoreSettings.of(
                Values.of(StoreSettings.KNOWN, Map.of("memory", Integer.toString(MEMORY), "waiting-max", "1000")));
        var frame = Arena.ofAuto().allocate(MEMORY, 64);
        self = new ShardHost(name, core, 0, 1, new Seat(ShardHost.numberOf(name), start), ShardHost.startOf(start, 1));
        departure = new Departure(() -> departs = true);
        var sharding = new Sharding(settings, new ShardPlan(PARTITIONS, seats, Spawned.BY_EACH_NODE));
        own = sharding.own(
                self,
                founds ? Origin.FOUNDS : Origin.JOINS,
                (to, message) -> town.send(self, to, message),
                () -> frame,
                departure,
                town::nowNanos);
        desk = new Desk(settings, 0, List.of(sharding.way(core)), own, departure, town::nowNanos);
        desk.server.copies = sharding.copies();
        client = new EmbeddedChannel();
        client.pipeline().addLast(new Connection(client, desk, thrown -> {
            throw new IllegalStateException(thrown);
        }));
        client.pipeline().fireChannelActive();
    }

    /** The end of a turn, as the dispatcher has it. */
    void settle() {
        while (departs) {
            departs = false;
            departure.begins();
            own.depart();
            desk.advance();
        }
    }

    void tick(long nowNanos) {
        desk.sweep(nowNanos);
    }

    void ask(String requests) {
        client.writeInbound(Unpooled.copiedBuffer(requests, ISO_8859_1));
        settle();
    }

    /** The next reply that is one line, without its end, or one bulk string; "" while there is none. */
    String reply() {
        for (ByteBuf out = client.readOutbound(); out != null; out = client.readOutbound()) {
            read.append(out.toString(ISO_8859_1));
            out.release();
        }
        var end = read.indexOf("\r\n");
        if (end > 0 && read.charAt(0) == '$' && read.charAt(1) != '-') {
            end = read.indexOf("\r\n", end + 2);
        }
        if (end < 0) {
            return "";
        }
        var reply = read.substring(0, end);
        read.delete(0, end + 2);
        return reply.startsWith("$") && !reply.startsWith("$-") ? reply.substring(reply.indexOf("\n") + 1) : reply;
    }

    /** How many keys this node holds, of whichever partitions it has a copy of. */
    long keys() {
        return own.keys();
    }
}
