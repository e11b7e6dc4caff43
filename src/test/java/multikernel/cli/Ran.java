package multikernel.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** What a command left behind that ran in this process. */
public record Ran(int status, String out, String err) {

    public static Ran of(Map<String, String> environment, List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = Main.commandLine(environment, (file, overrides) -> 0)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int status = line.execute(arguments.toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }
}
