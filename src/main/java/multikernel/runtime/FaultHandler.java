package multikernel.runtime;

/** What a domain does when it uses what it has not mapped; it may map it now. Called on its core's thread. */
@FunctionalInterface
public interface FaultHandler {

    /** If the access is possible when this returns, it is done; otherwise it fails with {@link NotMapped}. */
    void fault(Fault fault);
}
