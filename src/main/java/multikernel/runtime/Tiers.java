package multikernel.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import multikernel.base.CoreId;
import multikernel.base.Tier;

/** What may carry a channel, by where its ends are: asked in the order of {@link Tier}, the first that can does. */
public record Tiers(List<Carrier> carriers) {

    /** Where an end of a channel is. */
    public record Place(String machine, String node, CoreId core) {}

    /** One tier's say. */
    public interface Carrier {

        Tier tier();

        /** Why it cannot, in a few words; empty if it can. */
        String declines(Place from, Place to);
    }

    private record Rule(Tier tier, String word, Same same) implements Carrier {

        @Override
        public String declines(Place from, Place to) {
            return same.test(from, to) ? "" : word;
        }
    }

    @FunctionalInterface
    private interface Same {
        boolean test(Place from, Place to);
    }

    /** The tiers inside one node. */
    public static final Tiers NODE = new Tiers(List.of(
            new Rule(Tier.LRPC, "another core", Place::equals),
            new Rule(
                    Tier.URPC,
                    "another node",
                    (from, to) ->
                            from.machine().equals(to.machine()) && from.node().equals(to.node()))));

    /** With a network between nodes. */
    static final Tiers WITH_GATEWAY = NODE.with(
            new Rule(Tier.NETWORK, "the same node", (from, to) -> !from.node().equals(to.node())));

    public Tiers {
        carriers = carriers.stream()
                .sorted((left, right) -> left.tier().compareTo(right.tier()))
                .toList();
    }

    /** With one more, handed over by the floor that has it. */
    public Tiers with(Carrier carrier) {
        var more = new ArrayList<>(carriers);
        more.add(carrier);
        return new Tiers(more);
    }

    public Optional<Tier> choose(Place from, Place to) {
        return carriers.stream()
                .filter(carrier -> carrier.declines(from, to).isEmpty())
                .map(Carrier::tier)
                .findFirst();
    }

    /** Which were tried and why each declined: {@code lrpc: another core; urpc: another node}. */
    public String declined(Place from, Place to) {
        return carriers.stream()
                .map(carrier -> carrier.tier().word() + ": " + carrier.declines(from, to))
                .collect(Collectors.joining("; "));
    }
}
