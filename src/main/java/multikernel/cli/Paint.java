package multikernel.cli;

import java.util.Map;

/** Colours for a terminal; nothing where the output is no terminal, or whoever reads it wants none. */
record Paint(boolean isOn) {

    private static final String END = "\u001b[0m";

    /** As https://no-color.org has it: set and not empty means none. */
    static Paint of(Map<String, String> environment) {
        return new Paint(isTerminal()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb"));
    }

    /** Does a person see what is printed, as it is printed? */
    static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    String red(String text) {
        return painted("\u001b[31m", text);
    }

    String yellow(String text) {
        return painted("\u001b[33m", text);
    }

    String green(String text) {
        return painted("\u001b[32m", text);
    }

    String bold(String text) {
        return painted("\u001b[1m", text);
    }

    private String painted(String colour, String text) {
        return isOn ? colour + text + END : text;
    }
}
