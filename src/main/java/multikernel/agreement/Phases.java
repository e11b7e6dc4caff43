package multikernel.agreement;

/** How many times a commit goes through its tree. */
public enum Phases {
    /** Perform and acknowledge: the coordinator alone can decide. */
    ONE,
    /** Prepare and vote, then commit or abort and acknowledge: every participant may refuse. */
    TWO
}
