package multikernel.runtime;

import multikernel.multicast.Order;
import multikernel.multicast.Slow;

/** Which of a domain's groups: all its dispatchers are in each, and each is there once something is sent to it. */
public record GroupKey(Order order, Slow slow) {}
