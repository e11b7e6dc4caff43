package multikernel.knowledge.tree;

/** What costs are counted in. */
public enum Unit {
    NANOSECONDS("ns"),
    CYCLES("cycles");

    private final String word;

    Unit(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
