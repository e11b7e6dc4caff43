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

    /** Of objects that it owns, what a core that left the view may still use; no byte counts twice. Looks at all. */
    public long quarantinedBytes() {
        return estates.objects().stream()
                .filter(owned -> !owned.quarantined.isEmpty() && !isBelowQuarantined(owned))
                .mapToLong(owned -> owned.object.bytes())
                .sum();
    }

    private boolean isBelowQuarantined(Owned owned) {
        var parent = estates.parent(owned);
        return parent != null && (!parent.quarantined.isEmpty() || isBelowQuarantined(parent));
    }
}
