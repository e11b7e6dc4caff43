package multikernel.hardware;

import oshi.SystemInfo;

/** What the library knows of systems that have no files to say it. */
final class Library {

    private Library() {}

    /** Empty if unknown. */
    static String model() {
        try {
            return new SystemInfo()
                    .getHardware()
                    .getProcessor()
                    .getProcessorIdentifier()
                    .getName();
        } catch (RuntimeException | LinkageError hidden) {
            return "";
        }
    }

    /** -1 if unknown. */
    static long memoryBytes() {
        try {
            return new SystemInfo().getHardware().getMemory().getTotal();
        } catch (RuntimeException | LinkageError hidden) {
            return -1;
        }
    }
}
