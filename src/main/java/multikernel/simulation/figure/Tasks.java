package multikernel.simulation.figure;

/** What the trees of Smelt's table do. */
final class Tasks {

    /** Until the last core has it. */
    static final String BROADCAST = "broadcast";
    /** Down and up again, which costs what up and down costs. */
    static final String BARRIER = "barrier";
    /** Two phases: down, up, and down until the last core knows the end. */
    static final String AGREEMENT = "agreement";

    private Tasks() {}
}
