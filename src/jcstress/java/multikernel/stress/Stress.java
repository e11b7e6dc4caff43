package multikernel.stress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
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

    private Stress() {}

    public static void main(String[] arguments) throws Exception {
        var console = System.out;
        try (var said = new PrintStream(Files.newOutputStream(SAID), false, StandardCharsets.UTF_8)) {
            System.setOut(said);
            var verdicts = run(new Options(arguments), said);
            print(verdicts, console);
            System.exit(!verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::isGood) ? 0 : 1);
        }
    }

    private static List<Verdict> run(Options options, PrintStream said) throws Exception {
        if (!options.parse()) {
            throw new IllegalArgumentException("options that jcstress does not know");
        }
        try {
            new JCStress(options).run();
        } catch (AssertionError forbidden) {
            // Any forbidden outcome ends a run so; which of them were planted is for us to judge.
            said.println(forbidden.getMessage());
        }
        var results = read(options);
        var verdicts = new ArrayList<Verdict>();
        for (var test : new JCStress(options).getTests()) {
            verdicts.add(judge(test, results));
        }
        return verdicts;
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
        var own = results.stream()
                .filter(result -> result.getName().equals(test))
                .toList();
        return Verdict.of(test.substring(test.indexOf("stress.") + 7), type.getAnnotation(Planted.class), own);
    }

    private static void print(List<Verdict> verdicts, PrintStream out) {
        out.println(verdicts.stream()
                .map(verdict -> String.format(
                        "%-4s %-34s %-28s %s%n     %s",
                        verdict.isGood() ? "ok" : "BAD",
                        verdict.test(),
                        verdict.conclusion(),
                        verdict.expectation(),
                        verdict.observed()))
                .collect(Collectors.joining("\n")));
        var bad = verdicts.stream().filter(verdict -> !verdict.isGood()).count();
        out.println(verdicts.size() + " stress tests, " + bad + " bad; jcstress's own report: " + Path.of("results"));
    }
}
