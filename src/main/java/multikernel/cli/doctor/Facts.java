package multikernel.cli.doctor;

import java.util.Map;
import java.util.OptionalLong;
import multikernel.base.Pinning;
import multikernel.settings.Settings;

/**
 * What was read of a machine and a configuration. A text is what a file of the system holds, empty where there is none.
 *
 * @param javaFeature of the JDK that runs this: 25
 * @param cpusAllowed to this process
 * @param cpuMax of the control group: quota and period, or {@code max} and period
 * @param pinning what became of a thread that tried
 * @param governor of the first CPU's frequency
 * @param migrates 1 if the system hands what waits at a listener that is closed to another one of the same port
 * @param sharedMemoryBytes free where two processes share memory; empty where there is no such place
 * @param dataProblem why the data directory cannot be used; empty if it can
 * @param taken why each of the ports that cannot be had cannot
 */
public record Facts(
        Settings settings,
        int javaFeature,
        int cpusAllowed,
        String cpuMax,
        Pinning pinning,
        String hugePages,
        String clockSource,
        String clockSources,
        String governor,
        String migrates,
        String limits,
        String memory,
        OptionalLong sharedMemoryBytes,
        String dataProblem,
        Map<String, String> taken) {

    public Facts {
        taken = Map.copyOf(taken);
    }
}
