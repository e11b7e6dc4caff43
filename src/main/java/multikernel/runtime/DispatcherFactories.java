package multikernel.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import multikernel.base.DomainSpec;

/**
 * How a dispatcher of each kind is made, handed over by the floor above. Written by threads outside of the cores before
 * a domain of the kind is spawned, read on core threads when one starts.
 */
public final class DispatcherFactories {

    private final Map<String, DispatcherFactory> byKind = new ConcurrentHashMap<>();

    public void register(String kind, DispatcherFactory factory) {
        byKind.put(kind, factory);
    }

    DispatcherFactory of(DomainSpec domain) {
        var factory = byKind.get(domain.kind());
        if (factory == null) {
            throw new IllegalStateException("no kind " + domain.kind() + " is registered on this node");
        }
        return factory;
    }
}
