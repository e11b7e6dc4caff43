package multikernel.domain.shard;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.shard.ShardMessage;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/** A way from one host of a sharded domain to another, with room for so many messages. */
final class Way implements Channel<ShardMessage> {
    final List<ShardMessage> carried = new ArrayList<>();
    int room;
    State state = State.CONNECTED;

    @Nullable
    Runnable waits;

    Way(int room) {
        this.room = room;
    }

    @Override
    public Sent trySend(ShardMessage message) {
        if (state != State.CONNECTED) {
            return Sent.CLOSED;
        }
        if (carried.size() == room) {
            return Sent.BUSY;
        }
        carried.add(message);
        return Sent.ACCEPTED;
    }

    @Override
    public Sent trySend(ShardMessage message, Runnable whenRoom) {
        var sent = trySend(message);
        waits = sent == Sent.BUSY ? whenRoom : waits;
        return sent;
    }

    void makeRoom(int more) {
        room += more;
        var waiting = waits;
        waits = null;
        if (waiting != null) {
            waiting.run();
        }
    }

    @Override
    public void close() {
        state = State.DRAINING;
    }

    @Override
    public Tier tier() {
        return Tier.NETWORK;
    }

    @Override
    public Plane plane() {
        return Plane.DATA;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public int capacity() {
        return room;
    }

    @Override
    public int depth() {
        return carried.size();
    }

    @Override
    public long sent() {
        return carried.size();
    }

    @Override
    public long received() {
        return 0;
    }

    @Override
    public long stalls() {
        return 0;
    }

    @Override
    public long rejected() {
        return 0;
    }
}
