package multikernel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine that a run was measured on.
 *
 * @param cpus that this process may use
 * @param model of the processor, as the system names it
 */
public record Host(int cpus, String model, String jdk, String os) {

    private static final Path CPUS = Path.of("/proc/cpuinfo");

    static Host here(int cpus) {
        return new Host(
                cpus,
                modelOfCpus(),
                Runtime.version() + " " + System.getProperty("java.vm.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    private static String modelOfCpus() {
        try (var lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(Host::architecture);
        } catch (IOException | RuntimeException notLinux) {
            return architecture();
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch");
    }
}
