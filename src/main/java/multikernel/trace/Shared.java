package multikernel.trace;

import java.util.function.Supplier;

/**
 * What several nodes see, in the trace of one of them: a message between two, which one sends and the other gets, and a
 * partition, which one node after the other owns. It has one name on all of them, so traces that are merged show it as
 * one.
 */
public final class Shared {

    static final String LINK = "link ";
    static final String PARTITION = "partition ";

    private final Recorder recorder;

    public Shared(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Are messages recorded in this turn? */
    public boolean hasMessages() {
        return recorder.hasMessages();
    }

    /**
     * A message goes to another node.
     *
     * @param channel its name, which its two ends and no other channel have
     * @param number of the message among all that went this way, from 1
     */
    public void sent(String channel, long number, String service) {
        passed(channel, number, "sent, " + service);
    }

    public void arrived(String channel, long number, String service) {
        passed(channel, number, "arrived, " + service);
    }

    private void passed(String channel, long number, String what) {
        if (recorder.hasMessages()) {
            recorder.moment(LINK + channel, number, what, recorder.now());
        }
    }

    /** @param what became of who owns it */
    public void owned(String domain, int partition, Supplier<String> what) {
        if (recorder.hasOperations()) {
            recorder.moment(PARTITION + domain + "/" + partition, 0, what.get(), recorder.now());
        }
    }

    static boolean is(String scope) {
        return scope.startsWith(LINK) || scope.startsWith(PARTITION);
    }

    static String id(String scope, long number) {
        return number == 0 ? scope : scope + "/" + number;
    }
}
