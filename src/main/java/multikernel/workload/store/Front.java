package multikernel.workload.store;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import multikernel.network.NettyPort;
import multikernel.runtime.DispatcherContext;

/** Where one core of a store is reached from outside: at the port that all of its cores share. */
final class Front {

    private final DispatcherContext context;
    private final StoreSettings settings;
    private final Consumer<Throwable> broken;
    private final NettyPort port;
    private final boolean isFirst;
    private boolean listens;

    /** @param broken told of what must not happen on a connection */
    Front(DispatcherContext context, StoreSettings settings, Consumer<Throwable> broken) {
        this.context = context;
        this.settings = settings;
        this.broken = broken;
        port = NettyPort.on(context);
        isFirst = context.core().equals(context.cores().getFirst());
        if (context.shards() == 0) {
            context.willListen();
        }
        context.onFence(port::fence);
    }

    /**
     * Listens where the others do, or finds the port as the first of them.
     *
     * @param later told of the port once it is known, if that is to be waited for
     */
    void open(Desk desk, Consumer<Integer> later) {
        var known = context.replicated(StorePort.SPEC);
        if (known.state().number() != 0) {
            listen(desk, known.state().number());
        } else if (isFirst) {
            findPort(desk);
        } else {
            known.onChange((state, version) -> later.accept(state.number()));
        }
    }

    private void findPort(Desk desk) {
        try {
            listens(desk, port.listenFirst(address(settings.port()), channel -> connected(channel, desk)));
            context.replicated(StorePort.SPEC).update(new StorePort.Found(desk.server.port));
        } catch (IOException unusable) {
            unable(settings.port(), unusable);
        }
    }

    private InetSocketAddress address(int number) {
        return new InetSocketAddress(context.host(), number);
    }

    private void unable(int number, IOException unusable) {
        context.unable("port %d in use or not to be had on %s (%s): set port of domain %s to another"
                .formatted(number, context.host(), unusable.getMessage(), context.domain()));
    }

    void listen(Desk desk, int number) {
        if (listens) {
            return;
        }
        try {
            listens(desk, port.listenShared(address(number), channel -> connected(channel, desk)));
        } catch (IOException unusable) {
            unable(number, unusable);
        }
    }

    private void listens(Desk desk, InetSocketAddress bound) {
        listens = true;
        desk.server.port = bound.getPort();
        context.listening(bound);
    }

    private void connected(Channel channel, Desk desk) {
        channel.config()
                .setWriteBufferWaterMark(
                        new WriteBufferWaterMark(settings.outputPauseBytes() / 2, settings.outputPauseBytes()));
        channel.pipeline().addLast(new Connection(channel, desk, broken));
    }

    /** Lets nobody more in; what has come in is read first, so that a request that was on the wire is answered. */
    void stopListening() {
        port.stopListening();
    }

    void close() {
        port.close();
    }
}
