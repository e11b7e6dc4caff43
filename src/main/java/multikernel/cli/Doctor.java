package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import multikernel.cli.doctor.Checks;
import multikernel.cli.doctor.FactsReader;
import multikernel.cli.doctor.Finding;
import multikernel.cli.doctor.Finding.Verdict;
import multikernel.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = "Looks whether a node can run here, and how well, and says what to change. Changes nothing.",
        footer = {
            "",
            "ok: all is well. better: a node runs, and would run better. change: a node does not start, or not as it"
                    + " was told to; then the exit status is 1.",
            "",
            "Examples:",
            "  multikernel doctor",
            "  multikernel doctor --config conf/cluster.conf"
        })
final class Doctor implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration that a node is to run with.")
    private @Nullable Path file;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "Any key, as 'run' takes it.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean isJson;

    Doctor(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A configuration that cannot be read is said as every command says it: in one line, with status 1. */
    @Override
    public Integer call() {
        var settings = Settings.of(file, properties);
        var root = Path.of("").toAbsolutePath().getRoot();
        var findings = Checks.all(new FactsReader(root, settings).read(environment));
        var rows = JsonNodeFactory.instance.arrayNode();
        findings.forEach(each -> rows.add(row(each)));
        var paint = Paint.of(environment);
        Answer.print(spec, rows, isJson, answer -> text(findings, paint));
        return findings.stream().anyMatch(each -> each.verdict() == Verdict.CHANGE) ? 1 : 0;
    }

    private static JsonNode row(Finding finding) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("check", finding.check())
                .put("verdict", finding.verdict().word())
                .put("saw", finding.saw())
                .put("advice", finding.advice());
    }

    /** A table, and below it in full sentences what to do. */
    static String text(List<Finding> findings, Paint paint) {
        var table = new Table<Finding>(List.of(
                        Table.text("CHECK", Finding::check),
                        Table.text("VERDICT", each -> each.verdict().word()),
                        Table.text("SAW", Finding::saw)))
                .render(findings);
        var text = new StringBuilder();
        var lines = table.lines().toList();
        text.append(lines.getFirst()).append('\n');
        for (var i = 0; i < findings.size(); i++) {
            var verdict = findings.get(i).verdict();
            text.append(
                            switch (verdict) {
                                case OK -> lines.get(i + 1);
                                case BETTER -> paint.yellow(lines.get(i + 1));
                                case CHANGE -> paint.red(lines.get(i + 1));
                            })
                    .append('\n');
        }
        for (var each : findings) {
            if (each.verdict() != Verdict.OK) {
                text.append('\n')
                        .append(Table.printable(each.check()))
                        .append(": ")
                        .append(Table.printable(each.advice()))
                        .append(".\n");
            }
        }
        return text.toString();
    }
}
