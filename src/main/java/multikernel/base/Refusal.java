package multikernel.base;

/**
 * Every reason for which an operation is not done, one sentence each; it reaches Java, the API and the command line
 * unchanged.
 */
public enum Refusal {
    NAME_TAKEN("A domain of this name exists already."),
    BAD_NAME("A name has 1 to 64 of a-z, 0-9 and -, and starts with a letter."),
    NO_SUCH_DOMAIN("No domain has this name."),
    NO_SUCH_KIND("No kind of this name is registered."),
    NO_SUCH_CORE("The node has no such core."),
    NO_SUCH_EXPORT("The dispatcher does not export this interface."),
    OTHER_VERSION("The two ends have different versions of the message interface."),
    NO_TIER("Nothing can carry a channel between these places."),
    NO_CORES("A domain needs at least one core."),
    UNKNOWN_SETTING("The kind has no such setting."),
    BAD_SETTING("The value of a setting is not one that the kind takes."),
    TOO_MANY_DOMAINS("The table of domains is full; its bound is multikernel.agreement.domains-max."),
    MUTABLE_MESSAGE("A message type of the protocol can change after it was sent."),
    NOT_SUPPORTED("This build does not do that yet."),
    BUSY("A queue on the way is full; ask again later."),
    CORE_STUCK("A core that the operation needs makes no progress."),
    TIMED_OUT("Undecided within the time limit: ask again with the same operation id."),
    STOPPING("The node is draining and takes no new work.");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public String word() {
        return Words.of(this);
    }
}
