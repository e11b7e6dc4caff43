package multikernel.workload.store;

/** What is refused, in Redis's words, because clients look for them. */
final class Errors {

    static final String SYNTAX = "ERR syntax error";
    static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";
    static final String OVERFLOW = "ERR increment or decrement would overflow";
    static final String DECREMENT_OVERFLOW = "ERR decrement would overflow";
    static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";
    static final String TOO_LONG = "ERR string exceeds maximum allowed size (proto-max-bulk-len)";
    static final String INVALID_CURSOR = "ERR invalid cursor";
    static final String MSET_ARITY = "ERR wrong number of arguments for 'mset' command";

    /** Of the name of an unknown command, and of its arguments together. */
    private static final int SHOWN_MAX = 128;

    private Errors() {}

    static String invalidExpire(String command) {
        return "ERR invalid expire time in '" + command + "' command";
    }

    static String arity(String command) {
        return "ERR wrong number of arguments for '" + command + "' command";
    }

    static String unknownCommand(Request request) {
        var arguments = new StringBuilder();
        for (var word = 1; word < request.count() && arguments.length() < SHOWN_MAX; word++) {
            arguments
                    .append('\'')
                    .append(shown(request, word, SHOWN_MAX - arguments.length()))
                    .append("' ");
        }
        return "ERR unknown command '" + shown(request, 0, SHOWN_MAX) + "', with args beginning with: " + arguments;
    }

    static String unknownSubcommand(Command command, Request request) {
        return "ERR unknown subcommand '" + shown(request, 1, SHOWN_MAX) + "'. Try " + command + " HELP.";
    }

    private static String shown(Request request, int word, int charactersMax) {
        var text = request.text(word);
        return text.length() <= charactersMax ? text : text.substring(0, charactersMax);
    }
}
