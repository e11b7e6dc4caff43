package multikernel.agreement.group;

import multikernel.agreement.group.Linearizability.Call;
import multikernel.agreement.group.Linearizability.Kind;

/** Asks one thing at a time, of one seat after another under the same name, until it is answered or gives up. */
final class GroupClient {

    private static final int ATTEMPTS_MOST = 8;
    private static final int PATIENCE = 250;

    private final GroupWorld world;
    private final int number;
    private long names;
    private long since;
    private long newest;
    private int left;
    private boolean persistent;

    private Kind kind = Kind.READ;
    private int key;
    private long argument;
    private long name;
    private long calledAt;
    private int attempt;
    /** Counts attempts of all calls: what answers an older one is late. */
    private long tries;

    private boolean open;

    GroupClient(GroupWorld world, int number) {
        this.world = world;
        this.number = number;
    }

    boolean isIdle() {
        return !open && left == 0;
    }

    /** @param forEver whether it never gives up */
    void begin(int calls, boolean forEver) {
        persistent = forEver;
        left = calls;
        if (!open) {
            next();
        }
    }

    private void next() {
        open = false;
        if (left > 0) {
            left--;
            open = true;
            names++;
            name = number * 1_000_000L + names;
            kind = Kind.values()[world.random.nextInt(3)];
            key = world.random.nextInt(world.options.keys());
            argument = 1L + world.random.nextInt(1000);
            calledAt = world.now;
            since = newest;
            attempt = 0;
            ask();
        }
    }

    private void ask() {
        attempt++;
        tries++;
        long mine = tries;
        if (attempt > ATTEMPTS_MOST && !persistent) {
            ended(0, Linearizability.NEVER);
            return;
        }
        var node = target();
        if (world.random.nextInt(10) > 0) {
            world.after(1 + world.random.nextInt(10), () -> {
                var seat = world.seat(node);
                world.reach(seat, () -> arrive(seat, mine));
            });
        }
        world.after(PATIENCE, () -> askAgain(mine));
    }

    private void askAgain(long mine) {
        if (open && mine == tries) {
            ask();
        }
    }

    private int target() {
        var seats = world.alive();
        var some = seats.get(world.random.nextInt(seats.size()));
        var owner = some.group.owner();
        return owner == null || world.random.nextInt(4) == 0 ? some.node : (int) owner.node();
    }

    private void arrive(GroupSeat at, long mine) {
        if (kind == Kind.READ && mine == tries) {
            var value = world.read(at, key);
            world.after(1 + world.random.nextInt(10), () -> {
                if (value == null) {
                    later(mine);
                } else if (open && mine == tries) {
                    ended(value, world.now);
                }
            });
        } else if (kind != Kind.READ && mine == tries) {
            long asked = world.bug.namesAgain() ? name + 1000L * attempt : name;
            var change = new Counters.Change(key, kind, argument, name);
            long about = name;
            world.write(at, new Operation(number, asked, since), change, act -> answered(at, act, about));
        }
    }

    private void answered(GroupSeat by, GroupAct act, long about) {
        if (act instanceof GroupAct.Answered answered) {
            world.ledger.answered(about, answered.index());
            if (world.random.nextInt(10) > 0) {
                world.after(1 + world.random.nextInt(10), () -> {
                    if (open && name == about) {
                        newest = Math.max(newest, answered.index());
                        ended(Counters.number(answered.result()), world.now);
                    }
                });
            }
        } else if (act instanceof GroupAct.Refused refused && open && name == about) {
            if (refused.refusal() != GroupRefusal.FORGOTTEN) {
                later(tries);
            } else if (attempt == 1) {
                since = by.group.committed();
                newest = since;
                attempt = 0;
                later(tries);
            } else {
                ended(0, Linearizability.NEVER);
            }
        }
    }

    private void later(long mine) {
        world.after(20 + world.random.nextInt(40), () -> askAgain(mine));
    }

    private void ended(long result, long returned) {
        if (kind == Kind.READ) {
            world.ledger.reads++;
        }
        world.ledger.called(key, new Call(kind, argument, result, calledAt, returned));
        open = false;
        world.after(1 + world.random.nextInt(60), () -> {
            if (!open) {
                next();
            }
        });
    }
}
