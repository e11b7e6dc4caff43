package multikernel.base;

/**
 * One look at a node.
 *
 * @param coresOnline cores whose state is online
 * @param members nodes of the cluster that are up; 1 where there is no cluster
 */
public record NodeReading(
        String node,
        String version,
        int cores,
        int coresOnline,
        int domains,
        int members,
        long uptimeMillis,
        long view) {}
