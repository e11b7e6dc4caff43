package multikernel.workload;

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

/** {@code web}: a web server on each core, behind one front-end on the lowest that is there. */
public final class WebKind implements Kind {

    @Override
    public String name() {
        return "web";
    }

    @Override
    public List<Setting> settings() {
        return WebSettings.KNOWN;
    }

    @Override
    public Optional<String> refusal(Map<String, String> settings) {
        return Values.of(settings(), settings).refusal(WebSettings::of);
    }

    @Override
    public void prepare() {
        NettyPort.load();
    }

    @Override
    public Optional<String> keeps(DomainSpec domain, CoreId core) {
        return domain.cores().equals(List.of(core))
                ? Optional.of("no other core can take its front-end: span it to another first")
                : Optional.empty();
    }

    @Override
    public Behavior<?> create(DispatcherContext context) {
        return WebServer.create(context, WebSettings.of(Values.of(settings(), context.settings())));
    }
}
