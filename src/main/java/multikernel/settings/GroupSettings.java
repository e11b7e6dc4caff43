package multikernel.settings;

/**
 * The limits of groups, {@code multikernel.groups}; what each means stands in {@code reference.conf}.
 *
 * @param patienceMillis in which a member that is not slow takes a window
 * @param roundMillis after which a round goes on without those who have not come to it
 * @param roundsMax names of rounds of one domain
 */
public record GroupSettings(
        int window,
        int credit,
        int childrenMax,
        int mailboxMax,
        int enteringMax,
        long patienceMillis,
        long roundMillis,
        int partsMax,
        int roundsMax) {

    static GroupSettings read(Section section) {
        var settings = new GroupSettings(
                section.whole("window", 4, 1 << 16),
                section.whole("credit", 1, 1 << 16),
                section.whole("children-max", 1, 1_024),
                section.whole("mailbox-max", 1, 1 << 16),
                section.whole("entering-max", 1, 1 << 20),
                section.millis("patience", 10, 600_000),
                section.millis("round-timeout", 10, 86_400_000),
                section.whole("parts-max", 1, 1 << 16),
                section.whole("rounds-max", 1, 1 << 16));
        section.close();
        return settings;
    }
}
