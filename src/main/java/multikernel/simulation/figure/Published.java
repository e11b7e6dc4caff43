package multikernel.simulation.figure;

import java.util.List;
import java.util.Optional;

/**
 * What was measured on the real machine.
 *
 * @param cycles of the quantity that the figure shows
 * @param isRead off a plot by eye, about 500 cycles more or less
 */
public record Published(
        String figure, String machine, String subject, String variant, int cores, double cycles, boolean isRead) {

    /** So far a value that was read off a plot may be wrong. */
    public static final double READING_CYCLES = 500;

    private static final String SMELT = "smelt-2x10";
    private static final String LARGEST = "8x4-amd";

    /** Figures 3, 6 and 7 of Baumann and others (SOSP 2009), and the table of Kaestle and others (Smelt, OSDI 2016). */
    public static final List<Published> ALL = List.of(
            new Published("shared-state", "4x4-amd", "shared lines", "8 lines", 1, 30, true),
            new Published("shared-state", "4x4-amd", "shared lines", "8 lines", 16, 12_000, true),
            read("shootdown", "broadcast", "", 32, 13_800),
            read("shootdown", "unicast", "", 32, 12_700),
            read("shootdown", "multicast", "", 32, 4_800),
            read("shootdown", "numa-aware", "", 32, 3_100),
            read("shootdown", "numa-aware", "", 2, 1_300),
            read("unmap", "multikernel", "", 2, 10_300),
            read("unmap", "multikernel", "", 32, 17_500),
            read("unmap", "Linux 2.6.26", "", 2, 5_200),
            read("unmap", "Linux 2.6.26", "", 32, 29_500),
            read("unmap", "Windows Server 2008 R2", "", 2, 5_800),
            read("unmap", "Windows Server 2008 R2", "", 32, 46_000),
            smelt("adaptive", Tasks.BROADCAST, 3_150),
            smelt("cluster", Tasks.BROADCAST, 2_870),
            smelt("binary", Tasks.BROADCAST, 3_210),
            smelt("sequential", Tasks.BROADCAST, 5_550),
            smelt("adaptive", Tasks.BARRIER, 4_960),
            smelt("cluster", Tasks.BARRIER, 5_310),
            smelt("binary", Tasks.BARRIER, 6_520),
            smelt("sequential", Tasks.BARRIER, 10_750),
            smelt("adaptive", Tasks.AGREEMENT, 6_070),
            smelt("cluster", Tasks.AGREEMENT, 6_850),
            smelt("binary", Tasks.AGREEMENT, 8_050),
            smelt("sequential", Tasks.AGREEMENT, 14_360));

    private static Published read(String figure, String subject, String variant, int cores, double cycles) {
        return new Published(figure, LARGEST, subject, variant, cores, cycles, true);
    }

    private static Published smelt(String subject, String task, double cycles) {
        return new Published("tree", SMELT, subject, task, 20, cycles, false);
    }

    public static List<Published> of(String figure, String machine) {
        return ALL.stream()
                .filter(each -> each.figure.equals(figure) && each.machine.equals(machine))
                .toList();
    }

    public static Optional<Published> find(String figure, String machine, Point point) {
        return of(figure, machine).stream()
                .filter(each -> each.subject.equals(point.subject())
                        && each.variant.equals(point.variant())
                        && each.cores == point.cores())
                .findFirst();
    }
}
