package multikernel.settings;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueType;
import java.util.HashMap;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;

/**
 * A domain to spawn at start, as configured.
 *
 * @param settings of its kind, each as text; the kind checks them
 */
public record DomainPlan(String name, String kind, CoreSelection cores, int shards, Map<String, String> settings) {

    static final String NAME = "[a-z][a-z0-9-]{0,63}";

    /** What to ask of a node that has so many cores. */
    public DomainSpec spec(int coresOfNode) {
        return new DomainSpec(name, kind, cores.among(coresOfNode), shards, settings);
    }

    static DomainPlan read(Section item) {
        var plan = new DomainPlan(
                item.text("name", NAME, "1 to 64 of a-z, 0-9 and -, a letter first"),
                item.text("kind", NAME, "the name of a kind: 1 to 64 of a-z, 0-9 and -, a letter first"),
                item.has("cores") ? CoreSelection.read(item, "cores") : new CoreSelection.All(),
                item.has("shards") ? item.whole("shards", 0, CoreId.MAX * 64) : 0,
                item.has("settings") ? settings(item) : Map.of());
        item.close();
        return plan;
    }

    private static Map<String, String> settings(Section item) {
        var block = item.section("settings");
        var settings = new HashMap<String, String>();
        for (var key : block.keys()) {
            var value = block.value(key);
            if (value instanceof ConfigObject || value.valueType() == ConfigValueType.LIST) {
                throw block.refused(key, "a plain value", "write it as text, a number or on and off");
            }
            settings.put(key, block.text(key, "(?s).{0,4096}", "a text of at most 4096 characters"));
        }
        return Map.copyOf(settings);
    }
}
