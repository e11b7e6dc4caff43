package multikernel.shard;

/**
 * What carries messages between two hosts: in order, each after a while, until it is cut; then what is on its way is
 * lost, and it may be made anew.
 */
final class ShardChannel {

    private final ShardWorld world;
    final ShardStart one;
    final ShardStart other;
    boolean up;
    /** Counts how often it was made or cut. */
    private int life;

    private long lastToOne;
    private long lastToOther;

    ShardChannel(ShardWorld world, ShardStart one, ShardStart other) {
        this.world = world;
        this.one = one;
        this.other = other;
    }

    /** Makes it as soon as nothing stands in the way. */
    void connect() {
        if (one.ended || other.ended) {
            return;
        }
        boolean isWelcome = one.node.admits(other) && other.node.admits(one);
        if (!isWelcome || one.node.stopped || other.node.stopped || world.isCut(one.node, other.node)) {
            world.after(10 + world.random.nextInt(40), this::connect);
            return;
        }
        up = true;
        life++;
        one.channels.put(other.host.seat(), this);
        other.channels.put(one.host.seat(), this);
        carry(one, () -> world.turns.met(one, other));
        carry(other, () -> world.turns.met(other, one));
    }

    void send(ShardStart from, ShardMessage message) {
        if (up) {
            var to = from == one ? other : one;
            carry(to, () -> world.turns.heard(to, from, message));
        }
    }

    /** Everything on its way is lost; each end learns of it in its time. */
    void cut() {
        if (up) {
            up = false;
            life++;
            carry(one, () -> world.turns.parted(one, other));
            carry(other, () -> world.turns.parted(other, one));
            long both = Math.max(lastToOne, lastToOther) - world.now;
            world.after(both + 1 + world.random.nextInt(100), this::connect);
        }
    }

    /** Who has one end says that it has ended: what it said before arrives, and then that. */
    void end(ShardStart ended) {
        if (up) {
            up = false;
            var left = ended == one ? other : one;
            int mine = ++life;
            carry(left, () -> {
                world.turns.parted(left, ended);
                world.turns.ended(left, ended);
                if (!ended.ended && mine == life) {
                    world.after(1 + world.random.nextInt(100), this::connect);
                }
            });
        }
    }

    private void carry(ShardStart to, Runnable what) {
        boolean slow = world.random.nextInt(100) < world.slowPercent;
        long at = world.now + 1 + world.random.nextInt(slow ? world.options.slowMost() : 10);
        if (to == one) {
            lastToOne = at = Math.max(at, lastToOne);
        } else {
            lastToOther = at = Math.max(at, lastToOther);
        }
        int mine = life;
        world.after(at - world.now, () -> {
            if (mine == life) {
                world.turns.reach(to, what);
            }
        });
    }
}
