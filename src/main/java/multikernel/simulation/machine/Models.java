package multikernel.simulation.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.knowledge.tree.Cost;

/** The machines by name, made from their parameters. */
public final class Models {

    /** What is counted or drawn, and no cost. */
    static final Set<String> SHAPE = Set.of("packages", "dies", "cores", "links", "clock-mhz", "requests");

    /** Those with a name of their own; {@code synthetic-N} is any number of cores. */
    public static final List<String> NAMES =
            List.of("2x4-intel", "2x2-amd", "4x4-amd", "8x4-amd", "smelt-2x10", "2x96");

    private static final String SYNTHETIC = "synthetic";
    private static final String DIE = "die";

    private Models() {}

    /** @return empty for a name that is no machine's, or more cores than may be modelled */
    public static Optional<Model> of(String name, Parameters parameters) {
        var family = family(name);
        if (family.equals(SYNTHETIC)) {
            var digits = name.substring(Math.min(name.length(), SYNTHETIC.length() + 1));
            int cores = digits.matches("[1-9]\\d{0,3}") ? Integer.parseInt(digits) : 0;
            boolean fits = cores >= 2 && cores <= CoreId.MODELLED_MAX;
            return fits ? Optional.of(new Reading(name, family, parameters).model(cores)) : Optional.empty();
        }
        return NAMES.contains(name) ? Optional.of(new Reading(name, family, parameters).model(0)) : Optional.empty();
    }

    /** The name under which a machine's parameters stand. */
    static String family(String name) {
        return name.startsWith(SYNTHETIC + "-") ? SYNTHETIC : name;
    }

    private record Reading(String name, String family, Parameters parameters) {

        /** @param asked so many cores; 0 for as many as its parameters say */
        Model model(int asked) {
            int cores = count("cores");
            int dies = parameters.find(family, "dies").isPresent() ? count("dies") : 1;
            int packages = asked == 0 ? count("packages") : (asked + cores * dies - 1) / (cores * dies);
            var hops = hops(packages, parameters.get(family, "links").value());
            int farthest = hops.stream()
                    .flatMap(List::stream)
                    .mapToInt(each -> each)
                    .max()
                    .orElse(0);
            return new Model(
                    name,
                    number("clock-mhz"),
                    asked == 0 ? packages * dies * cores : asked,
                    cores,
                    dies,
                    hops,
                    costs(farthest),
                    whole("poll"),
                    cycles("home-nanos"),
                    count("requests"),
                    whole("wake"),
                    whole("lrpc"),
                    whole("update"),
                    cycles("handler-nanos"));
        }

        /** On a die, then for each count of hops what is given for it, or for fewer, or else for more. */
        private List<Cost> costs(int farthest) {
            var costs = new ArrayList<Cost>();
            costs.add(cost(DIE).orElseThrow(() -> new IllegalArgumentException(family + " has no cost on a die")));
            for (int hops = 0; hops <= farthest; hops++) {
                var fewer = IntStream.iterate(hops, each -> each >= 0, each -> each - 1);
                var more = IntStream.rangeClosed(hops + 1, farthest);
                IntStream.concat(fewer, more)
                        .mapToObj(each -> cost("hops-" + each))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(costs::add);
            }
            return costs;
        }

        private Optional<Cost> cost(String distance) {
            if (parameters.find(family, "send." + distance).isPresent()) {
                return Optional.of(new Cost(
                        whole("send." + distance), whole("transfer." + distance), whole("receive." + distance)));
            }
            if (parameters.find(family, "latency." + distance).isPresent()) {
                double receive = 1000 / number("rate." + distance);
                long send = Math.round(number("send-share") * receive);
                long left = whole("latency." + distance) - send - Math.round(receive);
                return Optional.of(new Cost(send, Math.max(0, left), Math.round(receive)));
            }
            if (parameters.find(family, "handoff-nanos." + distance).isPresent()) {
                long all = cycles("handoff-nanos." + distance);
                long send = Math.round(all * number("send-share") / (1 + number("send-share")));
                return Optional.of(new Cost(send, 0, all - send));
            }
            return Optional.empty();
        }

        private double number(String parameter) {
            return parameters.number(family, parameter);
        }

        private int count(String parameter) {
            return Math.toIntExact(whole(parameter));
        }

        private long whole(String parameter) {
            return Math.round(number(parameter));
        }

        private long cycles(String nanos) {
            return Math.round(number(nanos) * number("clock-mhz") / 1000);
        }
    }

    /** @param links pairs of packages, {@code 0-1,1-2}, or {@code all} */
    private static List<List<Integer>> hops(int packages, String links) {
        var linked = new boolean[packages][packages];
        if (links.equals("all")) {
            IntStream.range(0, packages).forEach(one -> Arrays.fill(linked[one], true));
        } else {
            for (var link : links.split(",")) {
                var ends = link.strip().split("-");
                int one = Integer.parseInt(ends[0]);
                int other = Integer.parseInt(ends[1]);
                linked[one][other] = true;
                linked[other][one] = true;
            }
        }
        return IntStream.range(0, packages).mapToObj(from -> from(from, linked)).toList();
    }

    private static List<Integer> from(int start, boolean[][] linked) {
        var hops = new Integer[linked.length];
        hops[start] = 0;
        var waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            int at = waiting.removeFirst();
            for (int next = 0; next < linked.length; next++) {
                if (linked[at][next] && hops[next] == null) {
                    hops[next] = hops[at] + 1;
                    waiting.add(next);
                }
            }
        }
        return List.of(hops);
    }
}
