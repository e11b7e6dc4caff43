package multikernel.workload.store;

import multikernel.shard.ShardMessage;
import multikernel.shard.ShardRefusal;

/** Why a command for a partition was not done, in the words that Redis has for it where there are any. */
final class ShardWords {

    private ShardWords() {}

    static String of(ShardRefusal why, int partition) {
        return switch (why) {
            case NO_OWNER -> "CLUSTERDOWN Hash slot not served";
            case NO_MAJORITY -> "CLUSTERDOWN The cluster is down";
            case TOO_FEW_SEATS -> "NOREPLICAS Not enough good replicas to write.";
            case BUSY -> "TRYAGAIN partition " + partition + " has too much to do; nothing was done";
            case TOO_LONG -> tooLong();
            case FORGOTTEN, TIMED_OUT ->
                "ERR partition " + partition + " does not answer; it is not known what was done";
        };
    }

    static String tooLong() {
        return "ERR a command of a sharded store has at most " + ShardMessage.COMMAND_BYTES_MAX + " bytes";
    }

    static byte[] error(String sentence) {
        var reply = new Replies(sentence.length() + 3);
        reply.error(sentence);
        return java.util.Arrays.copyOf(reply.bytes(), reply.size());
    }
}
