package multikernel.workload;

/** A tree of static files. */
interface Site {

    /** What a path names. */
    sealed interface Find {

        record File(StoredFile file) implements Find {}

        /** A directory that was asked for without its slash, so that its page's relative links would break. */
        enum Directory implements Find {
            DIRECTORY
        }

        enum Nothing implements Find {
            NOTHING
        }
    }

    /**
     * Looks a path up.
     *
     * @param nowNanos the monotonic time, for a site that remembers
     */
    Find find(RequestTarget target, long nowNanos);
}
