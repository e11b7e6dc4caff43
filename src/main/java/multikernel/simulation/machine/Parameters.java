package multikernel.simulation.machine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every number of every model, as one text gives them: see {@code machines.txt}. */
public final class Parameters {

    /** Holds for every machine that has none of its own. */
    static final String ALL = "all";

    private static final int HASH_DIGITS = 12;

    private record Key(String machine, String name) {}

    private final List<Parameter> list;
    private final String hash;
    private final Map<Key, Parameter> byName = new HashMap<>();

    private Parameters(List<Parameter> list, String hash) {
        this.list = list;
        this.hash = hash;
        for (var each : list) {
            if (byName.put(new Key(each.machine(), each.name()), each) != null) {
                throw new IllegalArgumentException(each.machine() + " has two of " + each.name());
            }
        }
    }

    /** @throws IllegalArgumentException where a line is not a parameter, or one stands twice */
    public static Parameters parse(String text) {
        var list = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Parameter::parse)
                .toList();
        return new Parameters(list, hash(text));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Of the text: two runs with the same hash used the same numbers. */
    public String hash() {
        return hash;
    }

    /** In the order of the text. */
    public List<Parameter> list() {
        return list;
    }

    /** The machine's own, or the one of all machines. */
    Optional<Parameter> find(String machine, String name) {
        var own = byName.get(new Key(machine, name));
        return Optional.ofNullable(own != null ? own : byName.get(new Key(ALL, name)));
    }

    double number(String machine, String name) {
        return get(machine, name).number();
    }

    Parameter get(String machine, String name) {
        return find(machine, name)
                .orElseThrow(() -> new IllegalArgumentException(machine + " has no parameter " + name));
    }

    /** The numbers that a machine's model reads, those that it shares with others included; no counts of anything. */
    public List<Parameter> costsOf(String machine) {
        var family = Models.family(machine);
        return list.stream()
                .filter(each -> each.machine().equals(family)
                        || (each.machine().equals(ALL) && !byName.containsKey(new Key(family, each.name()))))
                .filter(each -> each.isNumber() && !Models.SHAPE.contains(each.name()))
                .toList();
    }

    /** The same, one number multiplied; the hash tells so. */
    public Parameters with(Parameter changed, double factor) {
        var changedList = list.stream()
                .map(each -> each.equals(changed) ? each.times(factor) : each)
                .toList();
        return new Parameters(changedList, hash + " " + changed.name() + " x " + factor);
    }
}
