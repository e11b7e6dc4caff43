package multikernel.workload.store;

/** The partitions that have their place on one core, as that core's connections and the other cores ask them. */
interface Own {

    /** Over how many the keys of the domain are split. */
    int partitions();

    /** Called before anything else is in one turn of the core. */
    void begin();

    /** Whether a command of the key that has this hash can be executed while it is read. */
    boolean isAtHand(long hash);

    /** Executes a command of a key that {@link #isAtHand}. */
    void execute(Command command, Request request, long nowMillis, int version, Replies into);

    /** Takes a part of a connection's command; its reply arrives before this returns, or later. */
    void take(
            int partition,
            Command command,
            Request request,
            long nowMillis,
            Connection from,
            Awaited awaited,
            int part);

    /** Executes what another core has sent, and answers when all of it is done. */
    void perform(StoreDispatcher.Orders orders, long nowMillis);

    /** Sends on what has gathered in this turn. */
    void depart();

    /** Removes a piece of what expires, and looks at who waits too long. */
    void sweep(long nowMillis, long nowNanos);
}
