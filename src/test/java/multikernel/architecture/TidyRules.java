package multikernel.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What a source file may look like. */
final class TidyRules {

    static final int LINES_MAX = 300;
    static final int COLUMNS_MAX = 120;
    static final int METHOD_LINES_MAX = 40;
    static final int README_LINES_MAX = 120;

    /** @param reason what to do instead */
    private record Ban(Pattern pattern, String reason) {}

    /** The words are put together here so that this file keeps its own rules. */
    private static final List<Ban> BANS = List.of(
            new Ban(Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"), "say it in an issue, or do it"),
            new Ban(
                    Pattern.compile("Thread\\s*\\.\\s*sle" + "ep|TimeUnit\\.\\w+\\.sle" + "ep"),
                    "wait for a condition"),
            new Ban(Pattern.compile("@Dis" + "abled|@Ign" + "ore\\b"), "a test runs or is removed"),
            new Ban(
                    Pattern.compile("\"\\s+ign" + "ore\\s*\\{|\\bin\\s*\\(?\\s*pend" + "ing\\b"),
                    "a test runs or is removed"),
            new Ban(
                    Pattern.compile("[\"(`' ]/(home|root|work|Users|tmp|opt|usr|var)/|\\b[A-Z]:\\\\\\\\"),
                    "no path of one machine"));

    private TidyRules() {}

    static List<String> size(Source source) {
        var found = new ArrayList<String>();
        if (source.lines().size() > LINES_MAX) {
            found.add(source.path() + " has " + source.lines().size() + " lines, more than " + LINES_MAX);
        }
        IntStream.range(0, source.lines().size())
                .filter(at -> source.lines().get(at).length() > COLUMNS_MAX)
                .forEach(at -> found.add(source.path() + ":" + (at + 1) + " is wider than " + COLUMNS_MAX));
        return found;
    }

    static List<String> banned(Source source) {
        var found = new ArrayList<String>();
        for (var ban : BANS) {
            for (var at = 0; at < source.lines().size(); at++) {
                var matcher = ban.pattern().matcher(source.lines().get(at));
                if (matcher.find()) {
                    found.add(source.path() + ":" + (at + 1) + " says " + matcher.group() + ": " + ban.reason());
                }
            }
        }
        return found;
    }

    /** Blocks that lock leave no modifier in byte code, so they are looked for here. */
    static boolean locks(Source source) {
        return source.lines().stream().anyMatch(line -> line.contains("synchronized" + " ("));
    }

    static List<String> methods(List<Source> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(
                null, null, null, null, null, sources.stream().map(Text::new).toList());
        var positions = Trees.instance(task).getSourcePositions();
        var found = new ArrayList<String>();
        for (var unit : task.parse()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void unused) {
                    var start = positions.getStartPosition(unit, method);
                    var end = positions.getEndPosition(unit, method);
                    var length = unit.getLineMap().getLineNumber(end)
                            - unit.getLineMap().getLineNumber(start)
                            + 1;
                    if (length > METHOD_LINES_MAX) {
                        found.add(path(unit) + " " + method.getName() + " has " + length + " lines, more than "
                                + METHOD_LINES_MAX);
                    }
                    return super.visitMethod(method, null);
                }
            }.scan(unit, null);
        }
        return found;
    }

    private static String path(CompilationUnitTree unit) {
        return unit.getSourceFile().toUri().getPath().substring(1);
    }

    /** @param text of the package's {@code package-info.java} */
    static List<String> packageInfo(String packageName, String home, String text) {
        var found = new ArrayList<String>();
        var floor = House.FLOORS.get(home);
        if (floor != null
                && !Pattern.compile("\\bFloor " + floor.number() + "\\b")
                        .matcher(text)
                        .find()) {
            found.add(packageName + " does not say in package-info.java that it is on Floor " + floor.number());
        }
        if (!text.contains("@NullMarked")) {
            found.add(packageName + " is not @NullMarked");
        }
        return found;
    }

    private static final class Text extends SimpleJavaFileObject {

        private final Source source;

        Text(Source source) {
            super(URI.create("string:///" + source.path()), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }
}
