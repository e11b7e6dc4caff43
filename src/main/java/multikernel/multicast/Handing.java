package multikernel.multicast;

import multikernel.multicast.GroupMessage.Down;

/** Hands a member what it is to have, in the order of its group. */
final class Handing<M> {

    private final Standing<M> at;

    Handing(Standing<M> at) {
        this.at = at;
    }

    /** What of this stream is the member's now, where it waits for no other. */
    void hand(Stream<M> touched) {
        handAll(touched);
    }

    /** The same where anything may have been touched. */
    void hand() {
        switch (at.order) {
            case FIFO -> at.streams.values().forEach(this::handAll);
            case CAUSAL -> handCaused();
            case TOTAL -> handNumbered();
        }
    }

    private void handAll(Stream<M> stream) {
        while (stream.hasReady()) {
            handNext(stream);
        }
    }

    private void handNext(Stream<M> stream) {
        var down = stream.hand();
        at.ground.deliver(down);
        at.sequencing().numbered(stream, down);
        if (at.order == Order.TOTAL && down.author().equals(at.self())) {
            at.sequencing().known(down.authorNumber());
        }
    }

    /** Until nothing more follows from what was handed. */
    private void handCaused() {
        boolean moved;
        do {
            moved = false;
            for (var stream : at.streams.values()) {
                while (stream.hasReady() && isCaused(stream, stream.next())) {
                    handNext(stream);
                    moved = true;
                }
            }
        } while (moved);
    }

    private boolean isCaused(Stream<M> stream, Down<M> down) {
        for (var cause : down.causes()) {
            if (at.closing().endsBefore(cause.origin(), cause.number())) {
                stream.cut();
                return false;
            }
            if (!isMet(cause)) {
                return false;
            }
        }
        return true;
    }

    private boolean isMet(Cause cause) {
        if (cause.firstView() < at.self().since()) {
            return true;
        }
        var stream = at.streams.get(cause.origin());
        return stream == null
                ? !at.view.has(cause.origin())
                        && (at.closing().isOver() || at.closing().isFinished(cause.origin()))
                : stream.passed() >= cause.number();
    }

    /** One sequencer's after the other's. */
    private void handNumbered() {
        for (var stream : at.streams.values()) {
            while (stream.hasReady() && isAllBefore(stream, stream.next().route())) {
                handNext(stream);
            }
            if (stream.hasReady() || (!at.view.has(stream.origin()) && !stream.isWhole())) {
                return;
            }
        }
    }

    /** What is numbered after something that only such had as have ended goes with it; it is numbered again. */
    private boolean isAllBefore(Stream<M> stream, Route route) {
        for (var each : route.before().entrySet()) {
            var origin = each.getKey();
            if (at.closing().endsBefore(origin, each.getValue())) {
                stream.cut();
                return false;
            }
            var before = at.streams.get(origin);
            if (!at.closing().isFinished(origin) && (before == null || !before.isWhole())) {
                return false;
            }
        }
        return true;
    }
}
