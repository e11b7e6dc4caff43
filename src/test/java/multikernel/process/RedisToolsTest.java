package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redis's own programs against a store, and a store beside Redis. Where they are not installed this says so and checks
 * nothing, unless the environment has {@code MULTIKERNEL_TOOLS=required}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisToolsTest {

    private static final long SECONDS_MAX = 120;
    private static final int STEPS = 4_000;

    private Path data;
    private @Nullable NodeProcess node;
    private InetSocketAddress address;

    int shards() {
        return 0;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        data = directory;
        Tools.need(List.of("redis-cli", "redis-benchmark", "redis-server"), "redis-tools redis-server");
        var started = StoreTest.start(data, shards(), "memory = 8388608");
        node = started;
        address = started.address("store");
    }

    @AfterAll
    void end() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private String run(String... command) throws Exception {
        var said = Files.createTempFile(data, "said", ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(String.join(" ", command) + " ran longer than " + SECONDS_MAX + " s");
        }
        var text = Files.readString(said);
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    private String cli(String... words) throws Exception {
        var command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(address.getPort())));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new)).strip();
    }

    @Test
    void shouldAnswerTheCommandLineOfRedis() throws Exception {
        assertEquals("OK", cli("SET", "cli", "1", "EX", "100"));
        assertEquals("2", cli("INCR", "cli"));
        assertEquals("2", cli("-3", "GET", "cli"));
        assertTrue(cli("INFO").contains("maxmemory_policy:noeviction"));
        assertTrue(cli("--scan", "--pattern", "cl*").contains("cli"));
        assertTrue(cli("FOO", "bar").startsWith("ERR unknown command 'FOO', with args beginning with: 'bar'"));
    }

    @Test
    void shouldBearTheBenchmarkOfRedis() throws Exception {
        for (var pipeline : List.of("1", "16")) {
            var said = run(
                    "redis-benchmark",
                    "-p",
                    Integer.toString(address.getPort()),
                    "-t",
                    "ping,set,get,incr,mset",
                    "-n",
                    "5000",
                    "-r",
                    "1000",
                    "-P",
                    pipeline,
                    "--csv");
            assertTrue(said.contains("\"GET\"") && said.contains("\"MSET (10 keys)\""), said);
        }
        var held = Integer.parseInt(cli("DBSIZE"));
        assertTrue(held > 900 && held < 3000, "keys: " + held);
    }

    @Test
    void shouldAnswerByteForByteAsRedisDoes() throws Exception {
        var port = freePort();
        var redis = new ProcessBuilder(
                        "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var theirs = connect(new InetSocketAddress("127.0.0.1", port), redis);
                var ours = new RespClient(address)) {
            assertEquals("+OK\r\n", ours.ask("FLUSHALL"));
            var random = new Random(17);
            for (int step = 0; step < STEPS; step++) {
                var words = COMMANDS[random.nextInt(COMMANDS.length)]
                        .replace("K", "k" + random.nextInt(4))
                        .split(" ", -1);
                assertEquals(theirs.ask(words), ours.ask(words), () -> Arrays.toString(words));
            }
        } finally {
            redis.destroyForcibly().waitFor();
        }
    }

    /** K stands for one of a few keys. */
    private static final String[] COMMANDS = {
        "GET K",
        "SET K v",
        "SET K 10",
        "SET K 9223372036854775807",
        "SET K -5 NX",
        "SET K x XX",
        "SET K y GET",
        "SET K z NX GET",
        "SET K v KEEPTTL",
        "SET K v EX 0",
        "SET K v EX x",
        "SET K v PX -1",
        "SET K v EX 1000 PX 5",
        "SET K v NX XX",
        "SET K v FOO",
        "SET K v EX",
        "SET K v EXAT 99999999999",
        "SET K v PXAT 99999999999999",
        "SET K",
        "SET K v EX 9223372036854775807",
        "GETDEL K",
        "DEL K K2 K3",
        "UNLINK K",
        "EXISTS K K",
        "TYPE K",
        "INCR K",
        "DECR K",
        "INCRBY K 5",
        "INCRBY K x",
        "DECRBY K -9223372036854775808",
        "DECRBY K 7",
        "APPEND K 12",
        "STRLEN K",
        "MGET K Kx none",
        "MSET K 1 Ky 2",
        "MSET K 1 Ky",
        "EXPIRE K 1000",
        "EXPIRE K -1",
        "EXPIRE K x",
        "EXPIRE K 9223372036854775807",
        "PEXPIRE K 100000 NX",
        "PEXPIRE K 200000 XX",
        "EXPIRE K 300 GT",
        "EXPIRE K 10 LT",
        "EXPIRE K 10 GT LT",
        "EXPIRE K 10 NX XX",
        "EXPIRE K 10 FOO",
        "PERSIST K",
        "PING",
        "PING x",
        "PING x y",
        "ECHO x",
        "ECHO",
        "SELECT 0",
        "SELECT x",
        "DBSIZE",
        "FLUSHALL FOO",
        "WAIT 0 0",
        "WAIT x 0",
        "WAIT 0 -1",
        "GET",
        "get K",
        "FOO",
        "FOO K bar",
        "foo",
        "SCAN x",
        "SCAN 0 FOO",
        "SCAN 0 COUNT 0",
        "SCAN 0 COUNT x",
        "CLIENT GETNAME",
        "CLIENT SETNAME a b",
        "CLIENT FOO",
        "CONFIG FOO",
        "COMMAND FOO",
        "HELLO 5",
        "HELLO x",
        "CLIENT SETNAME",
        "TTL none",
        "PTTL none",
        "FLUSHALL"
    };

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** It listens soon after it was started. */
    private static RespClient connect(InetSocketAddress to, Process redis) throws Exception {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (true) {
            try {
                return new RespClient(to);
            } catch (java.net.ConnectException notYet) {
                assertTrue(redis.isAlive() && System.nanoTime() < until, "redis-server does not listen");
                redis.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
    }
}
