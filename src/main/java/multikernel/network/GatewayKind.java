package multikernel.network;

import akka.actor.typed.Behavior;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.domain.Kind;
import multikernel.domain.Setting;
import multikernel.runtime.DispatcherContext;
import multikernel.settings.Settings;

/**
 * The kind of the one domain that carries channels to other nodes. It is not registered: a node that joins others
 * spawns it, on its first core, and nobody else can.
 */
public final class GatewayKind implements Kind {

    /** The kind's and the domain's. */
    public static final String NAME = "network";

    private final Settings settings;
    private final String cluster;
    private final Consumer<InetSocketAddress> listening;

    /**
     * @param cluster nodes of two clusters never talk
     * @param listening told, on the core's thread, of each address at which a start of it listens
     */
    public GatewayKind(Settings settings, String cluster, Consumer<InetSocketAddress> listening) {
        this.settings = settings;
        this.cluster = cluster;
        this.listening = listening;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public void prepare() {
        NettyPort.load();
    }

    @Override
    public Optional<String> keeps(DomainSpec domain, CoreId core) {
        return Optional.of("every channel to another node goes through this core");
    }

    @Override
    public Behavior<?> create(DispatcherContext context) {
        return GatewayDispatcher.create(context, settings, cluster, listening);
    }
}
