package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command below {@code memory} takes that needs the token, and how it asks and answers. */
final class MemoryOptions {

    static final String PATH = "/api/capabilities";

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final TokenOptions tokens;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    MemoryOptions(Map<String, String> environment) {
        this.server = new ServerOptions(environment);
        this.tokens = new TokenOptions(environment);
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The path of one capability; the node says whether the reference can be one. */
    static String path(String reference) {
        return PATH + "/" + Server.segment(reference);
    }

    int get(String path, Function<JsonNode, String> view) {
        var at = server.server();
        return print(at.get(path, tokens.token(at)), view);
    }

    int post(String path, ObjectNode body, Function<JsonNode, String> view) {
        var at = server.server();
        return print(at.post(path, body, tokens.token(at)), view);
    }

    int delete(String path, Function<JsonNode, String> view) {
        var at = server.server();
        return print(at.delete(path, tokens.token(at)), view);
    }

    private int print(JsonNode answer, Function<JsonNode, String> view) {
        Answer.print(spec, answer, server.isJson(), view);
        return 0;
    }

    /** Wrong usage: exit status 2. */
    ParameterException wrong(String line) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), line);
    }

    /** Numbers of cores such as {@code 0,1}, or {@code all}, as the API takes them. */
    void putCores(ObjectNode body, String cores) {
        if (cores.equals("all")) {
            body.put("cores", cores);
            return;
        }
        var numbers = body.putArray("cores");
        for (var core : cores.split(",", -1)) {
            if (!core.matches("[0-9]{1,6}")) {
                throw wrong("--cores must be 'all' or numbers like 0,1, not " + cores);
            }
            numbers.add(Integer.parseInt(core));
        }
    }

    /** The number of a core, or {@code NODE/N}; which ones there are the node says. */
    void putPlace(ObjectNode body, String core) {
        if (core.matches("[0-9]{1,6}")) {
            body.put("core", Integer.parseInt(core));
        } else if (core.matches("[^/]{1,63}/[0-9]{1,6}")) {
            body.put("core", core);
        } else {
            throw wrong("--core must be a number from 0 on, or NODE/N, not " + core);
        }
    }

    /** The number of a core; which ones there are the node says. */
    int core(int core) {
        if (core < 0) {
            throw wrong("--core must be 0 or more, not " + core);
        }
        return core;
    }
}
