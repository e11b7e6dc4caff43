package multikernel.workload;

import akka.actor.typed.Behavior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.domain.Kind;
import multikernel.domain.Setting;
import multikernel.runtime.DispatcherContext;

/** {@code database}: SELECT queries on a file of items, one connection on each core. */
public final class DatabaseKind implements Kind {

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Setting> settings() {
        return DatabaseSettings.KNOWN;
    }

    @Override
    public Optional<String> refusal(Map<String, String> settings) {
        return Values.of(settings(), settings).refusal(DatabaseSettings::of);
    }

    @Override
    public void prepare() {
        ItemStore.load();
    }

    @Override
    public Behavior<?> create(DispatcherContext context) {
        return DatabaseDispatcher.create(context, DatabaseSettings.of(Values.of(settings(), context.settings())));
    }
}
