package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Two looks at a node as one screen: its busiest cores and its fullest channels, and how fast these are.
 *
 * @param rows of the screen; what does not fit is counted in a line
 * @param columns of the screen; lines are cut
 */
record TopView(int rows, int columns, Paint paint) {

    private static final int BAR = 20;

    /** Lines that are neither a core nor a channel. */
    private static final int FRAME = 7;

    /** Of the column that says where a channel leads, in which longer names have room. */
    private static final int TO_WIDTH_MIN = 10;

    private static final double HOT = 0.9;
    private static final double WARM = 0.7;

    /** A channel now, and what it did a second. */
    private record Flow(JsonNode channel, double fill, double sent, double stalls, double rejected) {}

    String render(Look before, Look now) {
        var room = Math.max(2, rows - FRAME);
        var cores = list(now.cores());
        var coresShown = Math.min(
                cores.size(), Math.max(room / 2, room - list(now.channels()).size()));
        var lines = new ArrayList<String>();
        lines.add(paint.bold(cut(title(now.status()))));
        lines.add("");
        cores(lines, cores, coresShown);
        lines.add("");
        channels(lines, flows(before, now), room - coresShown);
        return String.join("\n", lines) + "\n";
    }

    private static String title(JsonNode status) {
        var minutes = status.path("uptimeMillis").asLong() / 60_000;
        return "%s  %s  %d of %d cores online  %d domains  %d members  up %d:%02d h"
                .formatted(
                        status.path("node").asText(),
                        status.path("version").asText(),
                        status.path("coresOnline").asInt(),
                        status.path("cores").asInt(),
                        status.path("domains").asInt(),
                        status.path("members").asInt(),
                        minutes / 60,
                        minutes % 60);
    }

    private void cores(List<String> lines, List<JsonNode> cores, int shown) {
        cores.sort(Comparator.comparingDouble(
                        (JsonNode core) -> -core.path("utilization").asDouble())
                .thenComparing(core -> core.path("id").asInt()));
        lines.add(cut("CORE  STATE    UTILIZATION                    DISPATCHERS  CPU  PINNED"));
        for (var core : cores.subList(0, shown)) {
            var share = core.path("utilization").asDouble();
            var full = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
            var cpu = core.path("cpu").asInt();
            var line = cut("%4d  %-7s  [%s%s] %5.1f %%  %11d  %3s  %s"
                    .formatted(
                            core.path("id").asInt(),
                            core.path("state").asText(),
                            "|".repeat(full),
                            " ".repeat(BAR - full),
                            share * 100,
                            core.path("dispatchers").asInt(),
                            cpu < 0 ? "-" : Integer.toString(cpu),
                            core.path("pinned").asText()));
            var isWell = core.path("state").asText().equals("online");
            lines.add(!isWell || share >= HOT ? paint.red(line) : share >= WARM ? paint.yellow(line) : line);
        }
        more(lines, cores.size() - shown, "cores");
    }

    private void channels(List<String> lines, List<Flow> flows, int room) {
        flows.sort(Comparator.comparingDouble((Flow flow) -> -flow.fill).thenComparing(flow -> -flow.sent));
        var shown = flows.subList(0, Math.clamp(room, 0, flows.size()));
        var width = shown.stream().mapToInt(flow -> to(flow).length()).reduce(TO_WIDTH_MIN, Math::max);
        var line = "%4s  %-" + width + "s  %7s  %5s  %9s  %8s  %10s  %-7s  %s";
        lines.add(cut(
                line.formatted("FROM", "TO", "FILL", "DEPTH", "SENT/S", "STALLS/S", "REJECTED/S", "PLANE", "TIER")));
        for (var flow : shown) {
            lines.add(painted(flow, cut(channel(line, flow))));
        }
        more(lines, flows.size() - shown.size(), "channels");
    }

    private static String channel(String line, Flow flow) {
        var channel = flow.channel;
        return line.formatted(
                channel.path("from").asText(),
                to(flow),
                "%.1f %%".formatted(flow.fill * 100),
                channel.path("depth").asText(),
                rate(flow.sent),
                rate(flow.stalls),
                rate(flow.rejected),
                channel.path("plane").asText(),
                channel.path("tier").asText());
    }

    private static String to(Flow flow) {
        var to = flow.channel.path("to").asText();
        return flow.channel.has("toNode") ? flow.channel.path("toNode").asText() + "/" + to : to;
    }

    private String painted(Flow flow, String line) {
        if (flow.rejected > 0 || flow.fill >= HOT) {
            return paint.red(line);
        }
        return flow.stalls > 0 || flow.fill >= WARM ? paint.yellow(line) : line;
    }

    private static void more(List<String> lines, int count, String what) {
        if (count > 0) {
            lines.add("      and " + count + " more " + what);
        }
    }

    private static String rate(double aSecond) {
        return String.format(Locale.ROOT, "%.0f", aSecond);
    }

    /** A channel that is new, or began anew, is shown with what it has done since. */
    private static List<Flow> flows(Look before, Look now) {
        Map<String, JsonNode> known = new HashMap<>();
        list(before.channels()).forEach(channel -> known.put(key(channel), channel));
        var seconds = Math.max(1e-3, (now.nanos() - before.nanos()) / 1e9);
        var flows = new ArrayList<Flow>();
        for (var channel : list(now.channels())) {
            var old = known.getOrDefault(key(channel), channel);
            flows.add(new Flow(
                    channel,
                    channel.path("depth").asDouble()
                            / Math.max(1, channel.path("capacity").asDouble()),
                    grown(old, channel, "sent") / seconds,
                    grown(old, channel, "stalls") / seconds,
                    grown(old, channel, "rejected") / seconds));
        }
        return flows;
    }

    private static double grown(JsonNode old, JsonNode channel, String field) {
        var now = channel.path(field).asLong();
        var before = old.path(field).asLong();
        return now >= before ? now - before : now;
    }

    private static String key(JsonNode channel) {
        return channel.path("from").asText() + ">" + channel.path("toNode").asText() + "/"
                + channel.path("to").asText() + channel.path("tier").asText()
                + channel.path("plane").asText();
    }

    private static List<JsonNode> list(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }

    /** What comes from the network is made harmless before it is cut. */
    private String cut(String line) {
        var harmless = Table.printable(line);
        return harmless.length() <= columns ? harmless : harmless.substring(0, columns);
    }
}
