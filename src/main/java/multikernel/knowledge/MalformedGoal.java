package multikernel.knowledge;

/** A text that is no goal or no program. */
public final class MalformedGoal extends Exception {

    private static final long serialVersionUID = 1;

    private final int position;

    MalformedGoal(int position, String reason) {
        super(reason);
        this.position = position;
    }

    /** Of the character where it goes wrong, from 1. */
    public int position() {
        return position;
    }

    /** One line: what is wrong, without where. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
