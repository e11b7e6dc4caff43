package multikernel.workload;

import akka.actor.typed.Behavior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.domain.Kind;
import multikernel.domain.Setting;
import multikernel.runtime.DispatcherContext;

/** {@code fault}: fails on purpose, in a way that is chosen; for trials only. */
public final class FaultKind implements Kind {

    @Override
    public String name() {
        return "fault";
    }

    @Override
    public List<Setting> settings() {
        return FaultSettings.KNOWN;
    }

    @Override
    public Optional<String> refusal(Map<String, String> settings) {
        return Values.of(settings(), settings).refusal(FaultSettings::of);
    }

    @Override
    public Behavior<?> create(DispatcherContext context) {
        return FaultDispatcher.create(context, FaultSettings.of(Values.of(settings(), context.settings())));
    }
}
