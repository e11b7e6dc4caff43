package multikernel.service;

import com.typesafe.config.Config;

/** Starts a node and stays with it until it has ended. */
public interface Boot {

    /**
     * @param config resolved, with the command line laid over the file and the defaults
     * @return the exit status
     */
    int run(Config config);
}
