package multikernel.network;

import multikernel.urpc.Channel;

/** Sends numbers in their order as fast as there is room. */
final class Pouring {
    private final Channel<Talk> channel;
    private final int end;
    private int next;

    Pouring(Channel<Talk> channel, int first, int end) {
        this.channel = channel;
        this.next = first;
        this.end = end;
    }

    void go() {
        while (next < end && channel.trySend(new Talk.Word(next, "word"), this::go) == Channel.Sent.ACCEPTED) {
            next++;
        }
    }
}
