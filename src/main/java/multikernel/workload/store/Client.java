package multikernel.workload.store;

import java.util.Locale;

/** What a connection has said of itself, and the commands that are about the connection alone. */
final class Client {

    private final long id;
    private final Server server;
    private String name = "";
    private int version = 2;

    Client(long id, Server server) {
        this.id = id;
        this.server = server;
    }

    /** Of RESP, for the next reply. */
    int version() {
        return version;
    }

    /** @return whether the connection ends with this reply */
    boolean answer(Command command, Request request, Replies replies) {
        switch (command) {
            case PING -> ping(request, replies);
            case ECHO -> replies.bulk(request.bytes(), request.at(1), request.length(1));
            case SELECT -> select(request, replies);
            case HELLO -> hello(request, replies);
            case CLIENT -> client(request, replies);
            case CONFIG -> server.config(request, replies);
            case COMMAND -> server.command(request, replies);
            case WAIT -> waiting(request, replies);
            case QUIT -> replies.ok();
            default -> throw new IllegalArgumentException(command + " is not about a connection");
        }
        return command == Command.QUIT;
    }

    private static void ping(Request request, Replies replies) {
        if (request.count() > 2) {
            replies.error(Errors.arity("ping"));
        } else if (request.count() == 2) {
            replies.bulk(request.bytes(), request.at(1), request.length(1));
        } else {
            replies.simple("PONG");
        }
    }

    private static void select(Request request, Replies replies) {
        if (!request.isInteger(1)) {
            replies.error(Errors.NOT_AN_INTEGER);
        } else if (request.integer(1) != 0) {
            replies.error("ERR DB index is out of range");
        } else {
            replies.ok();
        }
    }

    /**
     * Whoever asks has the replies before, so what was written is held by as many others as there are for certain;
     * there is nothing to wait for.
     */
    private void waiting(Request request, Replies replies) {
        if (!request.isInteger(1)) {
            replies.error(Errors.NOT_AN_INTEGER);
        } else if (!request.isInteger(2)) {
            replies.error("ERR timeout is not an integer or out of range");
        } else if (request.integer(2) < 0) {
            replies.error("ERR timeout is negative");
        } else {
            replies.integer(server.copies);
        }
    }

    private void hello(Request request, Replies replies) {
        var wanted = version;
        if (request.count() > 1) {
            if (!request.isInteger(1)) {
                replies.error("ERR Protocol version is not an integer or out of range");
                return;
            }
            if (request.integer(1) != 2 && request.integer(1) != 3) {
                replies.error("NOPROTO unsupported protocol version");
                return;
            }
            wanted = (int) request.integer(1);
        }
        var called = name;
        for (var word = 2; word < request.count(); word += 2) {
            if (!request.is(word, "setname") || word + 1 >= request.count()) {
                replies.error("ERR Syntax error in HELLO option '" + request.text(word) + "'");
                return;
            }
            called = request.text(word + 1);
            if (!isName(called)) {
                replies.error(BAD_NAME);
                return;
            }
        }
        name = called;
        version = wanted;
        replies.speak(version);
        greet(replies);
    }

    private void greet(Replies replies) {
        replies.map(7);
        replies.bulk("server");
        replies.bulk("redis");
        replies.bulk("version");
        replies.bulk(Server.REDIS_VERSION);
        replies.bulk("proto");
        replies.integer(version);
        replies.bulk("id");
        replies.integer(id);
        replies.bulk("mode");
        replies.bulk("standalone");
        replies.bulk("role");
        replies.bulk("master");
        replies.bulk("modules");
        replies.array(0);
    }

    private static final String BAD_NAME = "ERR Client names cannot contain spaces, newlines or special characters.";

    private static boolean isName(String text) {
        return text.chars().allMatch(character -> character >= '!' && character <= '~');
    }

    private void client(Request request, Replies replies) {
        var what = request.text(1).toLowerCase(Locale.ROOT);
        var words = what.equals("setname") ? 3 : what.equals("setinfo") ? 4 : 2;
        if (!what.equals("setname") && !what.equals("setinfo") && !what.equals("getname") && !what.equals("id")) {
            replies.error(Errors.unknownSubcommand(Command.CLIENT, request));
        } else if (request.count() != words) {
            replies.error(Errors.arity("client|" + what));
        } else if (what.equals("id")) {
            replies.integer(id);
        } else if (what.equals("setinfo")) {
            replies.ok();
        } else if (what.equals("setname")) {
            setName(request.text(2), replies);
        } else if (name.isEmpty()) {
            replies.nil();
        } else {
            replies.bulk(name);
        }
    }

    private void setName(String given, Replies replies) {
        if (isName(given)) {
            name = given;
            replies.ok();
        } else {
            replies.error(BAD_NAME);
        }
    }
}
