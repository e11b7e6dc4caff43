package multikernel.agreement.group;

import multikernel.base.Words;

/** Why a group does not do what it is asked, one sentence each. */
public enum GroupRefusal {
    NOT_OWNER("Another member owns the group, or none does yet.", false),
    NO_MAJORITY("This member cannot tell that a majority of the group follows it.", false),
    BUSY("Too many writes are on their way; ask again later.", false),
    TOO_LONG("The command is longer than the group takes.", false),
    TIMED_OUT("Undecided within the time limit: ask again with the same operation.", true),
    FORGOTTEN("It may have been done so long ago that nobody remembers.", true);

    private final String sentence;
    private final boolean undecided;

    GroupRefusal(String sentence, boolean undecided) {
        this.sentence = sentence;
        this.undecided = undecided;
    }

    public String sentence() {
        return sentence;
    }

    /**
     * Whether the write may have been done, or may still be. Of a {@link #FORGOTTEN} one that was never asked for
     * before, its asker knows better: it was not, and may be asked for with a newer {@code since}.
     */
    public boolean isUndecided() {
        return undecided;
    }

    public String word() {
        return Words.of(this);
    }
}
