package multikernel.dashboards;

import java.nio.file.Path;
import java.util.List;

/** All dashboards that ship. */
public final class Sheets {

    private static final List<Sheet> ALL = List.of(
            Overview.sheet(),
            CoresSheet.sheet(),
            ChannelsSheet.sheet(),
            AgreementSheet.sheet(),
            TopologySheet.sheet(),
            TimeSheet.sheet(),
            ClusterSheet.sheet(),
            MemorySheet.sheet(),
            JvmSheet.sheet());

    static final Path DIRECTORY = Path.of("dashboards");

    private Sheets() {}

    static List<Sheet> all() {
        return ALL;
    }

    /** Their files. */
    public static List<Path> files() {
        return ALL.stream().map(Sheets::file).toList();
    }

    static Path file(Sheet sheet) {
        return DIRECTORY.resolve(sheet.name() + ".json");
    }
}
