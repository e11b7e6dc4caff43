package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** How an answer reaches standard output. */
final class Answer {

    private Answer() {}

    /** @param view what a person gets to read; ends with a new line */
    static void print(@Nullable CommandSpec spec, JsonNode answer, boolean isJson, Function<JsonNode, String> view) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(isJson ? answer.toPrettyString() + "\n" : view.apply(answer));
        out.flush();
    }
}
