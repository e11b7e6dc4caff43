package multikernel.dashboards;

/** Which series a query means, written short. */
final class Matchers {

    private static final String NODES = "job=~\"$job\",node=~\"$node\"";

    private Matchers() {}

    /** {@code x{C,plane="data"}} becomes a selector of the chosen jobs, nodes and cores with that plane. */
    static String written(String query) {
        return query.replaceAll("\\{N([,}])", "{" + quoted(NODES) + "$1")
                .replaceAll("\\{C([,}])", "{" + quoted(NODES + ",core=~\"$core\"") + "$1")
                .replaceAll("\\{T([,}])", "{" + quoted(NODES + ",to=~\"$core\"") + "$1")
                .replace("[R]", "[$__rate_interval]");
    }

    private static String quoted(String replacement) {
        return replacement.replace("$", "\\$");
    }
}
