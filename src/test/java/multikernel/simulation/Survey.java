package multikernel.simulation;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Runs many seeds and says what kinds of violation there are, each with its shortest history. */
final class Survey {

    private record Found(long seed, long clock, int count) {}

    private Survey() {}

    /** {@code calm|measured|all FIRST LAST [FOLDER]}: with a folder, a file for each kind of violation. */
    public static void main(String[] arguments) throws Exception {
        var kinds = new HashMap<String, Found>();
        long first = Long.parseLong(arguments[1]);
        long last = Long.parseLong(arguments[2]);
        for (long seed = first; seed <= last; seed++) {
            var history = history(arguments[0], seed, 1, Tamper.NONE);
            try {
                history.run();
            } catch (AssertionError | RuntimeException failure) {
                var found = new Found(seed, history.world.clock, 1);
                kinds.merge(kind(failure), found, Survey::better);
            }
        }
        var sorted = new TreeMap<Integer, String>();
        int failed = kinds.values().stream().mapToInt(Found::count).sum();
        System.out.println(failed + " of " + (last - first + 1) + " seeds fail, in " + kinds.size() + " ways");
        kinds.forEach((kind, found) -> {
            int key = found.count * 1000;
            while (sorted.containsKey(key)) {
                key++;
            }
            sorted.put(key, kind);
        });
        for (var kind : sorted.descendingMap().values()) {
            var found = Objects.requireNonNull(kinds.get(kind));
            System.out.println(found.count + " x " + kind + " (seed " + found.seed + ", event " + found.clock + ")");
            if (arguments.length > 3) {
                write(arguments, kind, found);
            }
        }
    }

    private static Found better(Found one, Found other) {
        var shorter = one.clock <= other.clock ? one : other;
        return new Found(shorter.seed, shorter.clock, one.count + other.count);
    }

    private static String kind(Throwable failure) {
        var text =
                failure instanceof Violation ? String.valueOf(failure.getMessage()) : failure.toString() + at(failure);
        text = text.replaceAll("\\[.*", "")
                .replaceAll("FRAME|RAM|TABLE|DISPATCHER|ENDPOINT", "T")
                .replaceAll("[0-9]+", "#")
                .replaceAll("[#.:+]*#", "#");
        return text.length() > 110 ? text.substring(0, 110) : text;
    }

    private static String at(Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("multikernel")) {
                return " at " + frame.getFileName() + " " + frame.getMethodName();
            }
        }
        return "";
    }

    private static void write(String[] arguments, String kind, Found found) throws Exception {
        var history = history(arguments[0], found.seed, 400, Tamper.NONE);
        var name = kind.replaceAll("[^A-Za-z]+", "-").replaceAll("(^-|-$)", "");
        var file = Path.of(arguments[3], name.substring(0, Math.min(60, name.length())) + ".txt");
        try (var out = new PrintStream(Files.newOutputStream(file))) {
            try {
                history.run();
            } catch (AssertionError | RuntimeException failure) {
                out.println(
                        found.count + " seeds of " + arguments[1] + " to " + arguments[2] + "; " + history.options());
                out.println(history.lastEvents());
                failure.printStackTrace(out);
            }
        }
    }

    static History history(String size, long seed, int tracedMax, Tamper tamper) {
        var random = new SplittableRandom(seed);
        var drawn = size.equals("all") ? Options.of(seed, random) : Options.measured(seed, random);
        var options = size.equals("calm") ? calm(drawn) : drawn;
        return new History(options, random, tamper, tracedMax);
    }

    private static Options calm(Options drawn) {
        return new Options(drawn.seed(), 3, 8, 2, 10, 0, 0, false, drawn.slowOneIn(), false, true, true);
    }
}
