package multikernel.stress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs the stress tests that jcstress's own options select and judges them: a sound subject shows no forbidden outcome,
 * each planted mistake shows one. jcstress's report and what it says go to the working directory.
 */
public final class Stress {

    private static final Path SAID = Path.of("console.txt");
    private static final String FILTER = "-t";
    private static final int ROUNDS_MAX = 5;

    private Stress() {}

    public static void main(String[] arguments) throws Exception {
        var console = System.out;
        try (var said = new PrintStream(Files.newOutputStream(SAID), false, StandardCharsets.UTF_8)) {
            System.setOut(said);
            var verdicts = judge(List.of(arguments), said);
            print(verdicts, console);
            System.exit(!verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::isGood) ? 0 : 1);
        }
    }

    /** A mistake that was not seen gets more tries, for a busy machine makes few; a sound test has one round. */
    private static List<Verdict> judge(List<String> arguments, PrintStream said) throws Exception {
        var options = parsed(arguments);
        var tests = new JCStress(options).getTests();
        var results = new ArrayList<>(run(options, said));
        var unseen = unseen(tests, results);
        for (var round = 1; round < ROUNDS_MAX && !unseen.isEmpty(); round++) {
            results.addAll(run(parsed(selecting(arguments, unseen)), said));
            unseen = unseen(tests, results);
        }
        var verdicts = new ArrayList<Verdict>();
        for (var test : tests) {
            verdicts.add(judge(test, results));
        }
        return verdicts;
    }

    private static List<String> unseen(Collection<String> tests, List<TestResult> results)
            throws ClassNotFoundException {
        var unseen = new ArrayList<String>();
        for (var test : tests) {
            if (judge(test, results).isUnseen()) {
                unseen.add(test);
            }
        }
        return unseen;
    }

    private static List<String> selecting(List<String> arguments, List<String> tests) {
        var selecting = new ArrayList<>(arguments);
        var filter = selecting.indexOf(FILTER);
        if (filter >= 0) {
            selecting.subList(filter, filter + 2).clear();
        }
        selecting.add(FILTER);
        selecting.add("^(" + String.join("|", tests) + ")$");
        return selecting;
    }

    private static Options parsed(List<String> arguments) throws IOException {
        var options = new Options(arguments.toArray(String[]::new));
        if (!options.parse()) {
            throw new IllegalArgumentException("options that jcstress does not know: " + arguments);
        }
        return options;
    }

    private static Collection<TestResult> run(Options options, PrintStream said) throws Exception {
        try {
            new JCStress(options).run();
        } catch (AssertionError forbidden) {
            // Any forbidden outcome ends a run so; which of them were planted is for us to judge.
            said.println(forbidden.getMessage());
        }
        return read(options);
    }

    private static Collection<TestResult> read(Options options) throws IOException, ClassNotFoundException {
        var collected = new InProcessCollector();
        var disk = new DiskReadCollector(options.getResultFile(), collected);
        disk.dump();
        disk.close();
        return collected.getTestResults();
    }

    private static Verdict judge(String test, Collection<TestResult> results) throws ClassNotFoundException {
        var type = Class.forName(TestList.getInfo(test).binaryName());
        var own =
                results.stream().filter(result -> result.getName().equals(test)).toList();
        return Verdict.of(test.substring(test.indexOf("stress.") + 7), type.getAnnotation(Planted.class), own);
    }

    private static void print(List<Verdict> verdicts, PrintStream out) {
        for (var verdict : verdicts) {
            out.printf(
                    "%-4s%-36s %-24s %s%n      %s%n",
                    verdict.isGood() ? "ok" : "BAD",
                    verdict.test(),
                    verdict.conclusion(),
                    verdict.expectation(),
                    verdict.observed());
        }
        var bad = verdicts.stream().filter(verdict -> !verdict.isGood()).count();
        out.printf("%d stress tests, %d bad; %s and results/ say more%n", verdicts.size(), bad, SAID);
    }
}
