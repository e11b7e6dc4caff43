package multikernel.domain;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import multikernel.runtime.NodeSetup;

/** The kinds of domain that this program comes with, by name. */
final class Kinds {

    private Kinds() {}

    /** Made known to the node, too; the kind {@code fault} only where it is switched on. */
    static Map<String, Kind> of(NodeSetup setup) {
        var kinds = new TreeMap<String, Kind>();
        for (var kind : ServiceLoader.load(Kind.class)) {
            if (setup.settings().faultInjection() || !kind.name().equals("fault")) {
                kinds.put(kind.name(), kind);
                setup.factories().register(kind.name(), kind::create, kind.replicated());
                setup.factories().keep(kind.name(), kind::keeps);
            }
        }
        return kinds;
    }
}
