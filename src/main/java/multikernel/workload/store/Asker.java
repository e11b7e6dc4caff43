package multikernel.workload.store;

/** Who waits for the reply to one command. */
interface Asker {

    /**
     * Called once.
     *
     * @param reply kept as it is
     */
    void answered(byte[] reply);
}
