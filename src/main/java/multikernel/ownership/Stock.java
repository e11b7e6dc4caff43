package multikernel.ownership;

/** What one core has of capabilities, in numbers, for whoever counts. */
public final class Stock {

    private final Holdings holdings;
    private final Estates estates;
    private final Memory memory;

    Stock(Holdings holdings, Estates estates, Memory memory) {
        this.holdings = holdings;
        this.estates = estates;
        this.memory = memory;
    }

    /** Rises with every change: while it stays, the same lies in every slot, and the same ranges are free. */
    public long changes() {
        return holdings.changes() + memory.pool().changes();
    }

    /** Objects that it owns. */
    public int owned() {
        return estates.objects().size();
    }

    /** Objects of which it holds copies. */
    public int held() {
        return holdings.all().size();
    }

    /** Memory that only this core can give: what is free here, and its estates. It goes with the core. */
    public long ownedBytes() {
        return memory.pool().availableBytes() + estates.bytes();
    }

    /**
     * Of objects that it owns, what a core that left the view may still use, and what was on its way to such a core; no
     * byte counts twice. Looks at all. What that core owned itself is not here: the living do not know how much it is.
     */
    public long quarantinedBytes() {
        return memory.bytesToTheLost()
                + estates.objects().stream()
                        .filter(owned -> !owned.quarantined.isEmpty() && !isBelowQuarantined(owned))
                        .mapToLong(owned -> owned.object.bytes())
                        .sum();
    }

    private boolean isBelowQuarantined(Owned owned) {
        var parent = estates.parent(owned);
        return parent != null && (!parent.quarantined.isEmpty() || isBelowQuarantined(parent));
    }
}
