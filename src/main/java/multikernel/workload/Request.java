package multikernel.workload;

/**
 * A request as the web server sees it: the line and those headers that change an answer, empty where absent.
 *
 * @param target as it came, not decoded
 */
public record Request(String method, String target, String accept, String ifNoneMatch, String range, String ifRange) {

    public static Request get(String target) {
        return new Request("GET", target, "", "", "", "");
    }

    boolean wantsJson() {
        return accept.contains("application/json") && !accept.contains("text/html");
    }
}
