package multikernel.domain;

import akka.actor.typed.Behavior;
import java.util.List;
import java.util.function.Function;
import multikernel.runtime.DispatcherContext;

/** The kind of a domain that a program spawned with a behaviour of its own; it has no settings. */
record ProgramKind(String name, boolean isSharded, Function<DispatcherContext, Behavior<?>> create) implements Kind {

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public Behavior<?> create(DispatcherContext context) {
        return create.apply(context);
    }
}
