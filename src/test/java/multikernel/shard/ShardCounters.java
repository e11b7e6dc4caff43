package multikernel.shard;

import multikernel.agreement.group.Counters;
import multikernel.agreement.group.Counters.Change;
import multikernel.codec.Bytes;

/** A partition of registers. */
record ShardCounters(Counters counters) implements ShardState {

    @Override
    public Bytes apply(long index, Bytes command) {
        return counters.apply(index, command);
    }

    @Override
    public Bytes read(Bytes command) {
        return Counters.number(counters.value(Change.of(command).key()));
    }

    @Override
    public Copy copy() {
        return counters.copy();
    }

    @Override
    public void installBegins() {
        counters.installBegins();
    }

    @Override
    public void install(Bytes piece) {
        counters.install(piece);
    }

    @Override
    public void installed() {
        counters.installed();
    }
}
