package multikernel.cli;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "top",
        description = "Shows the busiest cores and the fullest channels of a node, again and again, until Ctrl-C.",
        footer = {
            "",
            "Where the output is no terminal it is printed once. NO_COLOR, set to anything, takes the colours away.",
            "",
            "Examples:",
            "  multikernel top",
            "  multikernel top --interval 0.5 --url http://127.0.0.2:8080"
        })
final class Top implements Callable<Integer> {

    /** A screen of its own is as long as it has to be. */
    private static final int ROWS_PRINTED = 60;

    private static final int COLUMNS_PRINTED = 120;

    private final Map<String, String> environment;

    @Mixin
    private final ServerOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--interval",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seconds from one look to the next, 0.1 to 3600; ${DEFAULT-VALUE} if not said.")
    private double intervalSeconds;

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Count.class,
            defaultValue = "0",
            description = "Ends after so many screens; 0, which is so if not said: never.")
    private int count;

    Top(Map<String, String> environment) {
        this.environment = environment;
        this.options = new ServerOptions(environment);
    }

    @Override
    public Integer call() {
        if (!(intervalSeconds >= 0.1 && intervalSeconds <= 3600)) {
            throw wrong("--interval must be 0.1 to 3600, not " + intervalSeconds);
        }
        var server = options.server();
        if (options.isJson()) {
            Answer.print(spec, Look.at(server).document(), true, look -> "");
        } else if (Paint.isTerminal()) {
            live(server);
        } else {
            var before = Look.at(server);
            pause();
            print(new TopView(ROWS_PRINTED, COLUMNS_PRINTED, new Paint(false)).render(before, Look.at(server)));
        }
        return 0;
    }

    private void live(Server server) {
        var before = Look.at(server);
        var paint = Paint.of(environment);
        try (var screen = new Screen(command().commandLine().getOut())) {
            for (var drawn = 0; count == 0 || drawn < count; drawn++) {
                pause();
                var now = Look.at(server);
                var size = Screen.size();
                screen.draw(new TopView(size.rows(), size.columns(), paint).render(before, now));
                before = now;
            }
        }
    }

    private void pause() {
        Trace.pause(Math.round(intervalSeconds * 1000));
    }

    private void print(String text) {
        var out = command().commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException wrong(String line) {
        return new ParameterException(command().commandLine(), line);
    }
}
