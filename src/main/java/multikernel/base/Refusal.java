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
    CHANGE_REFUSED("The rules of the replicated object do not allow the change."),
    BUSY("A queue on the way is full; ask again later."),
    NOT_ONLINE("The core is not online, or is leaving."),
    NOT_OFFLINE("The core is online, or on its way."),
    LAST_CORE("The node cannot do without its last core."),
    CORE_NEEDED("Something on this core cannot leave it."),
    CORE_STUCK("A core that the operation needs makes no progress."),
    TIMED_OUT("Undecided within the time limit: ask again with the same operation id."),
    STOPPING("The node is draining and takes no new work."),
    NO_SUCH_CAPABILITY("Nothing usable lies at this address of the domain's table."),
    BAD_REFERENCE("This is not a reference that the node has given out."),
    BEING_REVOKED("The capability is being revoked."),
    NO_RIGHT("The capability does not carry the right that the operation needs."),
    MORE_RIGHTS("A mint can only take rights away."),
    NOT_DERIVABLE("Nothing of this type can be made from the capability."),
    BAD_SIZE("The size is no multiple of what the type is made in."),
    BAD_OFFSET("The offset is no multiple of what the type is made in."),
    BAD_COUNT("One to as many as fit can be made at once."),
    OUT_OF_RANGE("The range reaches beyond the object."),
    REVOKE_FIRST("Something made from this range exists: revoke or delete it first."),
    TABLE_FULL("The capability table has no free slot."),
    TABLE_NOT_EMPTY("The table still holds capabilities: delete them first."),
    STAYS_HOME("A capability of this type does not leave its core."),
    NOT_MAPPABLE("Only frames can be mapped."),
    NOT_MAPPED("The core has no view of the frame."),
    READ_ONLY("The core's view of the frame is read-only."),
    HOLDER_REFUSES("A holder that asked to be heard does not agree."),
    OUT_OF_MEMORY("No memory server has a free range of this size."),
    NO_SUCH_NODE("No other member of the cluster has this name."),
    HOME_ONLY("That is done on the memory's own node alone."),
    HOME_LOST("The node whose memory this is has gone, and the memory with it."),
    REVOKED("The memory's own node has revoked or deleted what this names."),
    TOO_MANY_ROUNDS("The domain's dispatchers meet by as many names as they may; see multikernel.groups.rounds-max."),
    ROUND_OVER("The round was over before this part was handed in."),
    ROUND_UNDECIDED("What comes of the round was not known in time; what was handed in may still be in it."),
    NOT_SENDABLE("What is handed in is no message of the domain, or too long, and does not go to other nodes."),
    FOLD_FAILED("What folds the parts of the round has thrown."),
    NO_MAJORITY("A node that the operation needs is not heard by a majority.");

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
