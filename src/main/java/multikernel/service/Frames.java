package multikernel.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Stream;
import multikernel.base.ChannelReading;

/**
 * What one reader of the live stream knows, and the next frame for it: what has changed since, within a size. What
 * finds no room is not lost: it differs still when the next frame is made. The first frame is one onto nothing.
 */
final class Frames {

    /** Of the channels so many under most pressure are sent as rows, with their numbers. */
    static final int ROWS_MAX = 24;

    private static final double CELLS_SHARE = 0.4;

    /** Of the room is left to each table, whatever those before it took. */
    private static final int LEAST_SHARE = 64;

    /** Members that are there in any case, with their names. */
    private static final int HEAD_BYTES = 200;

    private final long periodNanos;
    private final int bytesMax;
    private final Flows flows = new Flows();
    private final Map<String, Map<String, String>> known = new HashMap<>();
    private String knownLoads = "";
    private Cells cells = new Cells(0);
    private long number;
    private long madeNanos;

    /** @param bytesMax of a frame, at least 4096 */
    Frames(long periodNanos, int bytesMax) {
        this.periodNanos = periodNanos;
        this.bytesMax = bytesMax;
    }

    /** The data of the next frame, one line of JSON. */
    String next(Sight sight, long nowNanos) {
        var seen = flows.look(sight.channels(), nowNanos);
        var tables = new LinkedHashMap<>(sight.tables());
        tables.put("channels", pressed(seen));
        var frame = new StringJoiner(",", "{", "}");
        frame.add("\"number\":" + number).add("\"missed\":" + missed(nowNanos));
        frame.add("\"uptimeMillis\":" + sight.uptimeMillis());
        loads(sight, frame);
        int room = bytesMax - HEAD_BYTES - knownLoads.length();
        var changed = new Changes((int) (room * (1 - CELLS_SHARE)), room / LEAST_SHARE);
        tables.forEach((name, rows) -> changed.table(name, rows, known.computeIfAbsent(name, none -> new HashMap<>())));
        changed.addTo(frame);
        cells(sight, seen, room - changed.bytes, frame);
        number++;
        madeNanos = nowNanos;
        return frame.toString();
    }

    /** Periods that passed without a frame: the reader, or the way to it, was too slow. */
    private long missed(long nowNanos) {
        return number == 0 ? 0 : Math.max(0, Math.round((double) (nowNanos - madeNanos) / periodNanos) - 1);
    }

    private void loads(Sight sight, StringJoiner frame) {
        var loads = Json.text(sight.loads());
        if (!loads.equals(knownLoads)) {
            knownLoads = loads;
            frame.add("\"loads\":" + loads);
        }
    }

    /** Of all channels, and again of those to other nodes. */
    private static Map<String, String> pressed(List<Flows.Flow> flows) {
        var rows = new LinkedHashMap<String, String>();
        Stream.concat(most(flows.stream()), most(flows.stream().filter(Flows.Flow::isAway)))
                .forEach(flow -> rows.put(key(flow.channel()), Json.text(row(flow))));
        return rows;
    }

    private static Stream<Flows.Flow> most(Stream<Flows.Flow> flows) {
        return flows.sorted(Flows.Flow.PRESSED_FIRST).limit(ROWS_MAX);
    }

    private static String key(ChannelReading channel) {
        return channel.from() + " " + channel.toNode() + channel.to() + " " + channel.plane() + " " + channel.tier();
    }

    private static ObjectNode row(Flows.Flow flow) {
        return Readings.channel(flow.channel()).put("perSecond", Math.round(flow.perSecond()));
    }

    private void cells(Sight sight, List<Flows.Flow> seen, int bytesMax, StringJoiner frame) {
        if (cells.cores() != Math.min(sight.cores(), Cells.CORES_MAX)) {
            cells = new Cells(sight.cores());
            frame.add("\"grid\":" + cells.cores());
        }
        cells.see(seen);
        var changes = cells.changes(bytesMax);
        if (!changes.isEmpty()) {
            frame.add("\"cells\":\"" + changes + "\"");
        }
        if (cells.hasMore()) {
            frame.add("\"more\":true");
        }
    }

    /** The rows that differ, table by table, as long as there is room. */
    private static final class Changes {

        private final int bytesMax;
        private final int leastBytes;
        private final StringJoiner set = new StringJoiner(",", "{", "}").setEmptyValue("");
        private final StringJoiner gone = new StringJoiner(",", "{", "}").setEmptyValue("");
        private int bytes;

        /** @param leastBytes of room that a table finds, whatever those before it took */
        Changes(int bytesMax, int leastBytes) {
            this.bytesMax = bytesMax;
            this.leastBytes = leastBytes;
        }

        void table(String name, Map<String, String> rows, Map<String, String> known) {
            removed(name, rows, known);
            var texts = new ArrayList<String>();
            int end = Math.max(bytesMax, bytes + leastBytes);
            for (var row : rows.entrySet()) {
                if (row.getValue().equals(known.get(row.getKey()))) {
                    continue;
                }
                var text = "[" + Json.quoted(row.getKey()) + "," + row.getValue() + "]";
                int size = text.getBytes(UTF_8).length + 1;
                if (bytes + size > end) {
                    break;
                }
                bytes += size;
                texts.add(text);
                known.put(row.getKey(), row.getValue());
            }
            if (!texts.isEmpty()) {
                set.add("\"" + name + "\":[" + String.join(",", texts) + "]");
            }
        }

        private void removed(String name, Map<String, String> rows, Map<String, String> known) {
            var lost = new TreeSet<>(known.keySet());
            lost.removeAll(rows.keySet());
            known.keySet().removeAll(lost);
            if (!lost.isEmpty()) {
                var keys = Json.text(Json.array(lost, TextNode::valueOf));
                bytes += keys.getBytes(UTF_8).length + name.length() + 4;
                gone.add("\"" + name + "\":" + keys);
            }
        }

        void addTo(StringJoiner frame) {
            if (set.length() > 0) {
                frame.add("\"set\":" + set);
            }
            if (gone.length() > 0) {
                frame.add("\"gone\":" + gone);
            }
        }
    }
}
