package multikernel.settings;

import com.typesafe.config.ConfigList;
import java.util.List;
import java.util.OptionalInt;
import multikernel.base.CoreId;

/** How many cores a node has and where they are placed, as far as the configuration says. */
public sealed interface CoresSetting {

    String ALLOWED =
            "auto, a number from 1 to " + CoreId.MAX + ", or a list such as [{cpu = 0, kind = \"performance\"}]";

    /** As many as the hardware gives: CPUs allowed, less one from four up. */
    record Auto() implements CoresSetting {}

    /** So many, placed by the knowledge base; more than there are CPUs are virtual. */
    record Count(int cores) implements CoresSetting {}

    /** Core i on the i-th of these. */
    record Placed(List<Place> places) implements CoresSetting {}

    /**
     * A CPU for a core.
     *
     * @param kind {@code performance}, {@code efficiency} or {@code unknown}
     */
    record Place(int cpu, String kind) {}

    /** The number of cores, where the configuration alone decides it. */
    default OptionalInt count() {
        return switch (this) {
            case Auto() -> OptionalInt.empty();
            case Count(var cores) -> OptionalInt.of(cores);
            case Placed(var places) -> OptionalInt.of(places.size());
        };
    }

    static CoresSetting read(Section section, String key) {
        var value = section.value(key);
        if (value instanceof ConfigList) {
            return placed(section, key);
        }
        var text = String.valueOf(value.unwrapped());
        if (text.equals("auto")) {
            return new Auto();
        }
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= CoreId.MAX) {
            return new Count(Integer.parseInt(text));
        }
        throw section.refused(key, ALLOWED);
    }

    private static CoresSetting placed(Section section, String key) {
        var places = section.blocks(key, CoresSetting::place);
        if (places.isEmpty() || places.size() > CoreId.MAX) {
            throw section.refused(key, ALLOWED);
        }
        if (places.stream().map(Place::cpu).distinct().count() < places.size()) {
            throw section.refused(
                    key, "each CPU once", "leave out the second, or set a plain number for cores that share CPUs");
        }
        return new Placed(places);
    }

    private static Place place(Section item) {
        var cpu = item.whole("cpu", 0, 65_535);
        var kind = item.has("kind")
                ? item.text("kind", "performance|efficiency|unknown", "performance, efficiency or unknown")
                : "unknown";
        item.close();
        return new Place(cpu, kind);
    }
}
