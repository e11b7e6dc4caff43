package multikernel.domain.shard;

import java.util.regex.Pattern;

/**
 * On how many nodes the partitions of a sharded domain are.
 *
 * @param seats of each partition's group, odd; 0: as many as the node's surroundings allow
 */
public record Durability(int seats) {

    /** Of the setting. */
    public static final String NAME = "durability";

    private static final Pattern REPLICATED = Pattern.compile("replicated\\(([357])\\)");
    private static final int SEATS_USUAL = 3;

    /**
     * @param text {@code auto}, {@code local} or {@code replicated(k)}
     * @throws IllegalArgumentException if there is no such word
     */
    public static Durability of(String text) {
        var replicated = REPLICATED.matcher(text);
        if (replicated.matches()) {
            return new Durability(Integer.parseInt(replicated.group(1)));
        }
        return switch (text) {
            case "auto" -> new Durability(0);
            case "local" -> new Durability(1);
            default ->
                throw new IllegalArgumentException(
                        "setting " + NAME + " is '" + text + "': give auto, local, or replicated(k) with k 3, 5 or 7");
        };
    }

    public int seats(boolean isInCluster) {
        return seats > 0 ? seats : isInCluster ? SEATS_USUAL : 1;
    }

    /** Whether it takes other nodes. */
    public boolean isReplicated() {
        return seats > 1;
    }
}
