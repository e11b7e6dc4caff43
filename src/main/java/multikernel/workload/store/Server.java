package multikernel.workload.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a core of the store says of itself, and answers without a look at a key. Of the core's thread. */
final class Server {

    /** The version of Redis that client libraries may take us for. */
    static final String REDIS_VERSION = "7.0.0";

    private static final String INFO = """
        # Server
        redis_version:%s
        redis_mode:standalone
        server_name:multikernel
        tcp_port:%d
        uptime_in_seconds:%d
        # Clients
        connected_clients:%d
        # Memory
        used_memory:%d
        maxmemory:%d
        maxmemory_policy:noeviction
        # Persistence
        loading:0
        # Stats
        total_connections_received:%d
        total_commands_processed:%d
        rejected_connections:%d
        client_output_buffer_limit_disconnections:%d
        expired_keys:%d
        evicted_keys:0
        keyspace_hits:%d
        keyspace_misses:%d
        # Replication
        role:master
        connected_slaves:%d
        # Keyspace
        db0:keys=%d,expires=%d,avg_ttl=0
        """;

    private final StoreSettings settings;
    private final long startedNanos = System.nanoTime();
    int port;
    long connections;
    long connectionsOpen;
    long connectionsRefused;
    long commands;
    long slowReaders;
    /** Other servers that hold a write by the time that it is answered, at least. */
    int copies;

    Server(StoreSettings settings) {
        this.settings = settings;
    }

    /** @param figures of all partitions; the rest is of the core that answers */
    void info(Partition.Figures figures, Replies replies) {
        var text = INFO.formatted(
                REDIS_VERSION,
                port,
                (System.nanoTime() - startedNanos) / 1_000_000_000,
                connectionsOpen,
                figures.bytesUsed(),
                figures.bytesMax(),
                connections,
                commands,
                connectionsRefused,
                slowReaders,
                figures.expired(),
                figures.hits(),
                figures.misses(),
                copies,
                figures.keys(),
                figures.expires());
        replies.bulk(text.replace("\n", "\r\n"));
    }

    private Map<String, String> config() {
        return new TreeMap<>(Map.of(
                "appendonly", "no",
                "databases", "1",
                "maxclients", Integer.toString(settings.connectionsMax()),
                "maxmemory", Long.toString(settings.memory()),
                "maxmemory-policy", "noeviction",
                "port", Integer.toString(port),
                "proto-max-bulk-len", Integer.toString(settings.limits().bulkBytes()),
                "save", "",
                "timeout", "0"));
    }

    /** CONFIG GET of patterns. */
    void config(Request request, Replies replies) {
        if (!request.is(1, "get")) {
            replies.error(Errors.unknownSubcommand(Command.CONFIG, request));
        } else if (request.count() == 2) {
            replies.error(Errors.arity("config|get"));
        } else {
            var found = config();
            found.keySet().removeIf(name -> !isWanted(name, request));
            replies.map(found.size());
            found.forEach((name, value) -> {
                replies.bulk(name);
                replies.bulk(value);
            });
        }
    }

    private static boolean isWanted(String name, Request request) {
        for (var word = 2; word < request.count(); word++) {
            if (Glob.matches(request.text(word), name)) {
                return true;
            }
        }
        return false;
    }

    /** COMMAND, COMMAND COUNT and COMMAND DOCS. */
    void command(Request request, Replies replies) {
        var commands = List.of(Command.values());
        if (request.count() == 1) {
            replies.array(commands.size());
            commands.forEach(each -> shape(each, replies));
        } else if (request.is(1, "count")) {
            replies.integer(commands.size());
        } else if (request.is(1, "docs")) {
            docs(request, replies);
        } else {
            replies.error(Errors.unknownSubcommand(Command.COMMAND, request));
        }
    }

    /** Name, arity, flags, and where keys stand: first, last, step. */
    private static void shape(Command command, Replies replies) {
        var hasKeys = command.route() == Command.Route.KEY
                || command.route() == Command.Route.EACH_KEY
                || command.route() == Command.Route.EACH_PAIR;
        var isMany = hasKeys && command.route() != Command.Route.KEY;
        replies.array(6);
        replies.bulk(command.word());
        replies.integer(command.arity());
        replies.array(1);
        replies.simple(command.writes() ? "write" : "readonly");
        replies.integer(hasKeys ? 1 : 0);
        replies.integer(isMany ? -1 : hasKeys ? 1 : 0);
        replies.integer(command.route() == Command.Route.EACH_PAIR ? 2 : hasKeys ? 1 : 0);
    }

    private static void docs(Request request, Replies replies) {
        var wanted = List.of(Command.values()).stream()
                .filter(each -> request.count() == 2 || isNamed(each, request))
                .toList();
        replies.map(wanted.size());
        for (var each : wanted) {
            replies.bulk(each.word());
            replies.map(2);
            replies.bulk("summary");
            replies.bulk(each.summary());
            replies.bulk("group");
            replies.bulk(each.route() == Command.Route.CONNECTION ? "connection" : "generic");
        }
    }

    private static boolean isNamed(Command command, Request request) {
        for (var word = 2; word < request.count(); word++) {
            if (request.text(word).toLowerCase(Locale.ROOT).equals(command.word())) {
                return true;
            }
        }
        return false;
    }
}
