package multikernel.workload.store;

import akka.actor.typed.Behavior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.domain.Kind;
import multikernel.domain.Setting;
import multikernel.network.NettyPort;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.ReplicatedSpec;
import multikernel.workload.Values;

/** {@code store}: keys and values in memory, spoken to in RESP; a partition and a front-end on each core. */
public final class StoreKind implements Kind {

    @Override
    public String name() {
        return "store";
    }

    @Override
    public List<Setting> settings() {
        return StoreSettings.KNOWN;
    }

    @Override
    public Optional<String> refusal(Map<String, String> settings) {
        return Values.of(settings(), settings).refusal(StoreSettings::of);
    }

    @Override
    public boolean isSharded() {
        return true;
    }

    @Override
    public Optional<String> refusal(DomainSpec domain) {
        return Values.of(settings(), domain.settings())
                .refusal(values -> StoreSettings.of(values)
                        .over(domain.shards(), domain.cores().size()));
    }

    @Override
    public void prepare() {
        NettyPort.load();
    }

    @Override
    public List<ReplicatedSpec<?, ?>> replicated() {
        return List.of(StorePort.SPEC);
    }

    @Override
    public Optional<String> keeps(DomainSpec domain, CoreId core) {
        return Optional.of("its values on " + core + " would go with it: kill the domain, or spawn it on other cores");
    }

    @Override
    public Behavior<?> create(DispatcherContext context) {
        return StoreDispatcher.create(context, StoreSettings.of(Values.of(settings(), context.settings())));
    }
}
