package multikernel.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completions",
        description = "Prints what makes a shell complete this program's commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(multikernel completions bash)",
            "  source <(multikernel completions zsh)",
            "  multikernel completions bash > ~/.local/share/bash-completion/completions/multikernel"
        })
final class Completions implements Callable<Integer> {

    private static final List<String> SHELLS = List.of("bash", "zsh");

    /** Zsh runs what is written for bash once it is told to. */
    private static final String FOR_ZSH = """
        #compdef multikernel
        autoload -U +X compinit && compinit -u
        autoload -U +X bashcompinit && bashcompinit
        """;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String shell = "";

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec).commandLine();
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(line, "SHELL must be one of " + SHELLS + ", not " + shell);
        }
        var script = AutoComplete.bash("multikernel", root(line));
        line.getOut().print(shell.equals("zsh") ? FOR_ZSH + script : script);
        line.getOut().flush();
        return 0;
    }

    /** Picocli makes one of these to name them. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SHELLS.iterator();
        }
    }

    private static CommandLine root(CommandLine line) {
        var root = line;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }
}
