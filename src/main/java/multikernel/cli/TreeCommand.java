package multikernel.cli;

import static multikernel.cli.Table.number;
import static multikernel.cli.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the tree over which a core reaches the others. */
@Command(
        name = "tree",
        description = {
            "Shows the tree over which a core reaches the others, children in the order in which it sends to them, with"
                    + " what a message costs on each edge. Its first line names the shape, which is the one that is"
                    + " predicted to be fastest: sequential, binary, fibonacci, cluster, numa-aware or adaptive."
        },
        footer = {"", "Example:", "  multikernel tree --root 1"})
final class TreeCommand implements Callable<Integer> {

    @Option(names = "--root", paramLabel = "N", description = "The core; the lowest that is online if not said.")
    private @Nullable Integer root;

    @Mixin
    private final ServerOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    private record Row(String label, String cost) {}

    TreeCommand(Map<String, String> environment) {
        this.options = new ServerOptions(environment);
    }

    @Override
    public Integer call() {
        if (root != null && root < 0) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--root must be 0 or more, not " + root);
        }
        var tree = options.server().get("/api/tree" + (root == null ? "" : "?root=" + root));
        Answer.print(spec, tree, options.isJson(), TreeCommand::draw);
        return 0;
    }

    static String draw(JsonNode tree) {
        var rows = new ArrayList<Row>();
        int root = tree.path("root").asInt();
        rows.add(new Row("core-" + root, "-"));
        draw(tree, root, "", rows);
        var head = tree.path("shape").asText() + ", predicted "
                + tree.path("broadcast").asText() + " ns down and "
                + tree.path("gathered").asText() + " ns there and back\n";
        return Table.printable(head.strip()) + "\n"
                + new Table<Row>(List.of(text("TREE", Row::label), number("COST ns", Row::cost))).render(rows);
    }

    /** @param rest what stands before the lines under this core */
    private static void draw(JsonNode tree, int from, String rest, List<Row> rows) {
        var below = StreamSupport.stream(tree.path("edges").spliterator(), false)
                .filter(edge ->
                        edge.path("from").asInt() == from && edge.path("to").asInt() != from)
                .toList();
        for (int at = 0; at < below.size(); at++) {
            boolean isLast = at == below.size() - 1;
            int to = below.get(at).path("to").asInt();
            rows.add(new Row(
                    rest + (isLast ? "└─ " : "├─ ") + "core-" + to,
                    below.get(at).path("cost").asText()));
            draw(tree, to, rest + (isLast ? "   " : "│  "), rows);
        }
    }
}
