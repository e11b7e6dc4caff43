package multikernel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One page of a Chromium of its own, with a profile of its own. It remembers every request that the page makes and
 * everything that goes wrong in it; the browser ends when this is closed, and when the JVM of the tests ends.
 */
final class Browser implements AutoCloseable {

    /** A loaded machine takes its time. */
    private static final long PATIENCE_SECONDS = 60;

    private static final int CLICKS_MAX = 10;

    /** What is not drawn yet is null: not so yet. */
    private static final String SOON =
            "(() => { try { return !!(%s); } catch (e) { if (e instanceof TypeError) return false; throw e; } })()";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Addresses of what the page has asked for. */
    final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    /** That the page was sent, as they came over the network. */
    final AtomicLong bytes = new AtomicLong();

    /** Exceptions, messages of the console, and what a policy has kept away. */
    final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();

    private final Process process;
    private final Thread ending;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    private Browser(Process process, Path profile) throws Exception {
        this.process = process;
        this.ending = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(ending);
        var http = HttpClient.newHttpClient();
        var list = URI.create("http://127.0.0.1:" + port(process, profile) + "/json");
        var pages = JSON.readTree(http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body());
        var page = pages.valueStream()
                .filter(each -> each.path("type").asText().equals("page"))
                .findFirst()
                .orElseThrow();
        var address = URI.create(page.path("webSocketDebuggerUrl").asText());
        socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", Map.of());
        }
    }

    static Browser start(Path profile) throws Exception {
        var command =
                new ArrayList<>(List.of("chromium", "--headless=new", "--disable-gpu", "--disable-dev-shm-usage"));
        command.addAll(List.of("--no-first-run", "--disable-background-networking", "--remote-debugging-port=0"));
        command.add("--window-size=1280,900");
        // Chromium does not run in its sandbox as the super user, as whom containers run.
        command.addAll(List.of("--no-sandbox", "--user-data-dir=" + profile, "about:blank"));
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(process, profile);
        } catch (Exception | AssertionError failed) {
            end(process);
            throw failed;
        }
    }

    /** Where it listens, which it writes into its profile. */
    private static String port(Process process, Path profile) throws Exception {
        var file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
                return Files.readAllLines(file).getFirst();
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("Chromium has not opened its port");
    }

    /** What the protocol answers to a command. */
    JsonNode send(String method, Map<String, ?> parameters) throws Exception {
        int number = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(number, answer);
        ObjectNode command = JSON.createObjectNode().put("id", number).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        socket.sendText(command.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var reply = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (reply.has("error")) {
            throw new AssertionError(method + ": " + reply.path("error"));
        }
        return reply.path("result");
    }

    void open(String url) throws Exception {
        send("Page.navigate", Map.of("url", url));
        await("document.readyState === 'complete' && location.href === " + JSON.writeValueAsString(url));
    }

    /** The value of an expression in the page; a promise's once it is kept. */
    JsonNode eval(String expression) throws Exception {
        var answer =
                send("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Until the expression holds, as a condition in the page would take it. */
    void await(String expression) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!eval(SOON.formatted(expression)).asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never true: " + expression + "\n" + text("body") + "\n" + troubles);
            }
            eval("new Promise(seen => setTimeout(seen, 20))");
        }
    }

    /** What a person reads there. */
    String text(String selector) throws Exception {
        return eval("document.querySelector(" + JSON.writeValueAsString(selector) + ")?.innerText ?? ''")
                .asText();
    }

    /**
     * A click with the mouse into the middle of what is there, once it is and nothing lies over it. What moves away
     * between the look and the click, or while the button is down, is clicked again.
     */
    void click(String selector) throws Exception {
        var found = "document.querySelector(" + JSON.writeValueAsString(selector) + ")";
        for (int tries = 0; tries < CLICKS_MAX; tries++) {
            await("(() => { const e = " + found + "; e?.scrollIntoView({ block: 'center' });"
                    + " if (!e?.offsetWidth) return; const b = e.getBoundingClientRect();"
                    + " window.middle = [b.x + b.width / 2, b.y + b.height / 2]; window.clicked = false;"
                    + " e.addEventListener('click', () => (window.clicked = true), { once: true, capture: true });"
                    + " return e.contains(document.elementFromPoint(...window.middle)); })()");
            var middle = eval("window.middle");
            double x = middle.get(0).asDouble();
            double y = middle.get(1).asDouble();
            for (var type : List.of("mousePressed", "mouseReleased")) {
                send(
                        "Input.dispatchMouseEvent",
                        Map.of("type", type, "button", "left", "clickCount", 1, "x", x, "y", y));
            }
            if (!eval("window.clicked === false").asBoolean()) {
                return;
            }
        }
        throw new AssertionError(selector + " moved away from " + CLICKS_MAX + " clicks");
    }

    /** Presses a key by its name, {@code ArrowRight}, or by what it writes. */
    void press(String key) throws Exception {
        var isText = key.length() == 1;
        var codes = Map.of("Enter", 13, "Escape", 27, "Tab", 9, "ArrowLeft", 37, "ArrowRight", 39, "ArrowDown", 40);
        var down = new HashMap<String, Object>(Map.of("type", isText ? "keyDown" : "rawKeyDown", "key", key));
        down.put("windowsVirtualKeyCode", codes.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0))));
        if (isText || key.equals("Enter")) {
            down.put("type", "keyDown");
            down.put("text", isText ? key : "\r");
        }
        send("Input.dispatchKeyEvent", down);
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    /** Types into whatever has the focus. */
    void type(String text) throws Exception {
        send("Input.insertText", Map.of("text", text));
    }

    @Override
    public void close() throws Exception {
        socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        socket.abort();
        end(process);
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Runtime.getRuntime().removeShutdownHook(ending);
    }

    /** With the processes that it has started. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void heard(JsonNode message) {
        if (message.has("id")) {
            var answer = waiting.remove(message.path("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        var parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(parameters.at("/request/url").asText());
            case "Network.dataReceived" ->
                bytes.addAndGet(parameters.path("encodedDataLength").asLong());
            case "Runtime.exceptionThrown" ->
                troubles.add(parameters.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" ->
                troubles.add(parameters.path("args").toString());
            case "Log.entryAdded" -> troubles.add(parameters.path("entry").toString());
            default -> {}
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
            parts.append(text);
            if (isLast) {
                try {
                    heard(JSON.readTree(parts.toString()));
                } catch (IOException malformed) {
                    troubles.add(malformed.toString());
                }
                parts.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
