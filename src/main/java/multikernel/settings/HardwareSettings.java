package multikernel.settings;

/**
 * What a node finds out about its machine when it starts, {@code multikernel.hardware}; what each means stands in
 * {@code reference.conf}.
 */
public record HardwareSettings(boolean measure, long measureLimitMillis) {

    static HardwareSettings read(Section section) {
        var settings = new HardwareSettings(section.flag("measure"), section.millis("measure-limit", 1, 60_000));
        section.close();
        return settings;
    }
}
