package multikernel.settings;

/**
 * What a node finds out about its machine when it starts and while it runs, {@code multikernel.hardware}; what each
 * means stands in {@code reference.conf}.
 */
public record HardwareSettings(boolean measure, long measureLimitMillis, long measureAgainMillis) {

    static HardwareSettings read(Section section) {
        var settings = new HardwareSettings(
                section.flag("measure"),
                section.millis("measure-limit", 1, 60_000),
                section.millis("measure-again", 0, 86_400_000));
        section.close();
        return settings;
    }
}
