package multikernel.simulation;

import java.util.ArrayList;
import java.util.List;

/** A mistake that an implementation could make; the world has to notice each one. */
interface Planted {

    String name();

    /** A new one each time. */
    Tamper make();

    static List<Planted> all() {
        var all = new ArrayList<Planted>(List.of(Bugs.values()));
        all.addAll(List.of(LossBugs.values()));
        return all;
    }

    static Planted named(String name) {
        return all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no planted bug is called " + name));
    }
}
