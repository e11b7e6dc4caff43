package multikernel.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import multikernel.urpc.Channel.State;
import org.jspecify.annotations.Nullable;

/**
 * The other end, in one incarnation.
 *
 * @param life null if it is in this very process, where it says itself when it leaves
 */
record Neighbour(
        LinkName name,
        Card.Facts facts,
        Card card,
        @Nullable Life life) {

    /** The other end if it is there, alive, and of a later incarnation than the one that was met. */
    static @Nullable Neighbour find(LinkPlace place, LinkName name, long met) throws IOException {
        var there = Remains.of(place, name.peer());
        var facts = there.facts();
        if (facts == null || !there.isLive() || facts.incarnation() <= met) {
            return null;
        }
        try {
            var page =
                    LinkFile.map(place.resolve(Card.file(name.peer())), MapMode.READ_ONLY, Card.BYTES, Arena.ofAuto());
            var card = Card.over(page);
            if (!facts.equals(card.facts())) {
                return null;
            }
            var ours = facts.token() == ProcessToken.OURS;
            var life = ours ? null : Life.of(place, name.peer(), facts.token());
            return ours || life != null ? new Neighbour(name, facts, card, life) : null;
        } catch (NoSuchFileException leftMeanwhile) {
            return null;
        }
    }

    long incarnation() {
        return facts.incarnation();
    }

    /** The name of its ring for that incarnation of ours. */
    String ring(long ours) {
        return Presence.ring(name.turned(), incarnation(), ours);
    }

    boolean isDead() throws IOException {
        return life != null && life.isOver();
    }

    /** Whether it will never talk to that incarnation of ours. */
    boolean isGone(long ours) throws IOException {
        return card.stateFor(ours) == State.CLOSED || isDead();
    }

    void close() throws IOException {
        if (life != null) {
            life.close();
        }
    }
}
