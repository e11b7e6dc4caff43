package multikernel.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;

/** Which of a node's cores something is to be on, said before their number is known. */
public sealed interface CoreSelection {

    String ALLOWED = "all, first, last or a list of core numbers without repeats, such as [0, 1]";

    record All() implements CoreSelection {}

    record First() implements CoreSelection {}

    record Last() implements CoreSelection {}

    /**
     * Exactly these.
     *
     * @param cores ascending, without repeats, not empty
     */
    record Listed(List<CoreId> cores) implements CoreSelection {}

    /**
     * The value of {@code cores} in a dispatcher's block, as an Akka application may write it without booting a node.
     */
    static CoreSelection of(Config block) {
        return read(Section.of("dispatcher", block.root()), "cores");
    }

    /** The cores themselves, out of so many; an empty answer means that a listed one does not exist. */
    default List<CoreId> among(int cores) {
        return switch (this) {
            case All() -> IntStream.range(0, cores).mapToObj(CoreId::of).toList();
            case First() -> List.of(CoreId.of(0));
            case Last() -> List.of(CoreId.of(cores - 1));
            case Listed(var listed) -> listed.getLast().index() < cores ? listed : List.of();
        };
    }

    static CoreSelection read(Section section, String key) {
        var value = section.value(key);
        if (value instanceof ConfigList list) {
            return new Listed(listed(section, key, list));
        }
        return switch (String.valueOf(value.unwrapped())) {
            case "all" -> new All();
            case "first" -> new First();
            case "last" -> new Last();
            default -> throw section.refused(key, ALLOWED);
        };
    }

    private static List<CoreId> listed(Section section, String key, ConfigList list) {
        var cores = new ArrayList<CoreId>();
        for (var item : list) {
            var text = String.valueOf(item.unwrapped());
            if (!text.matches("\\d{1,4}") || Integer.parseInt(text) >= CoreId.MAX) {
                throw section.refused(key, ALLOWED);
            }
            cores.add(CoreId.of(Integer.parseInt(text)));
        }
        if (cores.isEmpty() || cores.stream().distinct().count() < cores.size()) {
            throw section.refused(key, ALLOWED);
        }
        return cores.stream().sorted().toList();
    }
}
