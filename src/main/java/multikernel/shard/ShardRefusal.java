package multikernel.shard;

import multikernel.agreement.group.GroupRefusal;
import multikernel.base.Words;

/** Why a command for a partition is not done, one sentence each. */
public enum ShardRefusal {
    NO_OWNER("No node owns the partition now; ask again later.", false),
    NO_MAJORITY("The owner cannot tell that a majority of its group follows it.", false),
    TOO_FEW_SEATS("The partition has fewer replicas than it is to have before it takes commands.", false),
    BUSY("Too many commands are on their way; ask again later.", false),
    TOO_LONG("The command is longer than a partition takes.", false),
    FORGOTTEN("It may have been done so long ago that nobody remembers.", true),
    TIMED_OUT("Undecided within the time limit.", true);

    private final String sentence;
    private final boolean undecided;

    ShardRefusal(String sentence, boolean undecided) {
        this.sentence = sentence;
        this.undecided = undecided;
    }

    public String sentence() {
        return sentence;
    }

    /** Whether a write may have been done, or may still be. */
    public boolean isUndecided() {
        return undecided;
    }

    public String word() {
        return Words.of(this);
    }

    static ShardRefusal of(GroupRefusal refusal) {
        return switch (refusal) {
            case NOT_OWNER -> NO_OWNER;
            case NO_MAJORITY -> NO_MAJORITY;
            case BUSY -> BUSY;
            case TOO_LONG -> TOO_LONG;
            case TIMED_OUT -> TIMED_OUT;
            case FORGOTTEN -> FORGOTTEN;
        };
    }
}
