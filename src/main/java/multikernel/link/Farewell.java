package multikernel.link;

import java.util.Optional;
import multikernel.base.Words;
import multikernel.urpc.Channel.Ending;

/** Why a node ends a connection for good, told to the other. */
public enum Farewell {
    VERSION("the two nodes speak different versions of the link's protocol"),
    CLUSTER("the two nodes are of different clusters"),
    NAME("the node at this address has another name"),
    UNKNOWN("no such node is among the peers"),
    OLD_INCARNATION("a later start of this node has been seen"),
    FENCED("this start of the node is fenced: it may not come back, only a later one may"),
    NOT_FIRST("a later connection of this node has been seen"),
    BROKEN("what came was not what the protocol allows"),
    LEAVING("the node ends");

    private final String sentence;

    Farewell(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public String word() {
        return Words.of(this);
    }

    /** Of the session, at the one who is told. */
    Optional<Ending> ending() {
        return switch (this) {
            case LEAVING -> Optional.of(Ending.PEER_ENDED);
            case OLD_INCARNATION, FENCED -> Optional.of(Ending.FENCED);
            case BROKEN -> Optional.of(Ending.BROKEN);
            case VERSION, CLUSTER, NAME, UNKNOWN, NOT_FIRST -> Optional.empty();
        };
    }

    /** Whether the other may come again as it is. */
    boolean isPassing() {
        return this == NOT_FIRST || this == UNKNOWN;
    }
}
