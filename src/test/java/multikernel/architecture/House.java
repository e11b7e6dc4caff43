package multikernel.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The table of floors, and a tree of classes that it is applied to: the program, or the fixture of broken rules. */
record House(String root, JavaClasses classes) {

    /**
     * @param number a package imports only from packages with a lower one
     * @param libraries what it may import beside {@link #EVERYWHERE}
     */
    record Floor(int number, Set<String> libraries) {}

    private static final Set<String> ACTORS = Set.of("akka", "scala", "com.typesafe.config", "org.slf4j");

    /** A package below the root that is not here is refused; packages nested in it stand on its floor. */
    static final Map<String, Floor> FLOORS = Map.ofEntries(
            floor(0, "base"),
            floor(1, "urpc", "java.lang.foreign", "java.lang.invoke"),
            floor(1, "codec", "java.lang.foreign", "java.lang.invoke", "java.lang.classfile", "java.lang.constant"),
            floor(1, "memory", "java.lang.foreign", "java.lang.invoke"),
            floor(1, "hardware", "oshi", "net.openhft.affinity"),
            floor(2, "capability"),
            floor(2, "agreement"),
            floor(2, "link"),
            floor(2, "multicast"),
            floor(2, "knowledge", "org.projog", "org.chocosolver"),
            floor(3, "cpudriver"),
            floor(3, "ownership"),
            floor(3, "shard"),
            floor(4, "monitor", "java.lang.invoke"),
            floor(5, "simulation"),
            floor(5, "settings", "com.typesafe.config"),
            floor(5, "trace"),
            floor(5, "metrics", "kamon", "scala", "com.typesafe.config", "com.sun.net.httpserver", "jdk.jfr"),
            floor(6, "runtime", ACTORS, "java.lang.foreign", "java.lang.invoke"),
            floor(7, "domain", ACTORS, "java.lang.invoke", "javax.crypto"),
            floor(8, "network", ACTORS, "io.netty", "java.lang.foreign", "javax.net.ssl"),
            floor(
                    9,
                    "workload",
                    ACTORS,
                    "io.netty",
                    "java.lang.foreign",
                    "java.lang.invoke",
                    "java.sql",
                    "org.sqlite",
                    "com.fasterxml.jackson"),
            floor(10, "service", ACTORS, "com.fasterxml.jackson", "javax.crypto"),
            floor(
                    10,
                    "bench",
                    ACTORS,
                    "com.fasterxml.jackson",
                    "com.lmax.disruptor",
                    "io.aeron",
                    "java.awt",
                    "javax.imageio",
                    "java.lang.foreign",
                    "java.lang.invoke",
                    "org.HdrHistogram",
                    "org.agrona",
                    "org.jctools",
                    "org.knowm.xchart",
                    "com.sun.management"),
            floor(11, "cli", "picocli", "com.fasterxml.jackson", "java.net.http"));

    static final List<String> EVERYWHERE = List.of(
            "java.lang",
            "java.util",
            "java.io",
            "java.nio",
            "java.net",
            "java.math",
            "java.text",
            "java.time",
            "java.security",
            "org.jspecify.annotations");

    /** Parts of {@link #EVERYWHERE} that need a line in the table all the same. */
    static final List<String> RESTRICTED = List.of(
            "java.lang.classfile", "java.lang.constant", "java.lang.foreign", "java.lang.invoke", "java.net.http");

    /** The functional core: time, randomness and identity are parameters. */
    static final Set<String> PURE = Set.of(
            "base",
            "capability",
            "agreement",
            "link",
            "multicast",
            "knowledge",
            "cpudriver",
            "ownership",
            "shard",
            "monitor",
            "simulation");

    static House program() {
        return new House("multikernel", new ClassFileImporter().importPath(Path.of("target", "classes")));
    }

    static House fixture() {
        var root = House.class.getPackageName() + ".fixture";
        return new House(
                root,
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages(root));
    }

    /** The package as the table knows it: {@code web} nested in {@code workload} is {@code workload}. */
    String packageOf(String packageName) {
        if (!packageName.startsWith(root + ".")) {
            return "";
        }
        var below = packageName.substring(root.length() + 1);
        var dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    String packageOf(JavaClass type) {
        return packageOf(type.getPackageName());
    }

    /** The class's name below the root, as exceptions are written: {@code service.Server}. */
    String nameOf(JavaClass type) {
        return type.getName().startsWith(root + ".") ? type.getName().substring(root.length() + 1) : type.getName();
    }

    Stream<JavaClass> in(Set<String> packages) {
        return classes.stream().filter(type -> packages.contains(packageOf(type)));
    }

    /** Classes whose package is in the table; the others are refused by {@link FloorRules} alone. */
    Stream<JavaClass> known() {
        return in(FLOORS.keySet());
    }

    Floor floorOf(JavaClass type) {
        return Objects.requireNonNull(FLOORS.get(packageOf(type)), type::getName);
    }

    private static Map.Entry<String, Floor> floor(int number, String name, String... libraries) {
        return Map.entry(name, new Floor(number, Set.of(libraries)));
    }

    private static Map.Entry<String, Floor> floor(int number, String name, Set<String> common, String... libraries) {
        var all = new HashSet<>(common);
        all.addAll(List.of(libraries));
        return Map.entry(name, new Floor(number, Set.copyOf(all)));
    }
}
