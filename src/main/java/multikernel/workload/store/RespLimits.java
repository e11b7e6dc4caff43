package multikernel.workload.store;

/**
 * What a client may send in one request.
 *
 * @param arguments words of one command, its name too
 * @param bulkBytes of one word
 * @param requestBytes of all words with what frames them
 * @param inlineBytes of one line, whether it is a command or a length
 */
record RespLimits(int arguments, int bulkBytes, int requestBytes, int inlineBytes) {}
