package multikernel.workload;

import akka.actor.typed.ActorRef;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Spawned;
import multikernel.metrics.DispatcherTally;
import multikernel.metrics.RequestTally;
import multikernel.runtime.Acceptor;
import multikernel.runtime.Bindings;
import multikernel.runtime.Capabilities;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;
import multikernel.runtime.Elected;
import multikernel.runtime.Gateway;
import multikernel.runtime.Members;
import multikernel.runtime.MessageInterface;
import multikernel.runtime.Poller;
import multikernel.runtime.Replicated;
import multikernel.runtime.ReplicatedSpec;
import multikernel.runtime.RoundDesk;
import multikernel.trace.Recorder;
import multikernel.urpc.Channel;

/** Stands in for the kernel: who lives where, told to those who bind. Used from several threads. */
final class Board {

    private final Map<String, Map<CoreId, ActorRef<?>>> dispatchers = new HashMap<>();
    private final Map<String, List<ActorRef<Bindings>>> subscribers = new HashMap<>();

    synchronized void put(String domain, CoreId core, ActorRef<?> dispatcher) {
        dispatchers.computeIfAbsent(domain, name -> new HashMap<>()).put(core, dispatcher);
        publish(domain);
    }

    synchronized void remove(String domain, CoreId core) {
        dispatchers.getOrDefault(domain, new HashMap<>()).remove(core);
        publish(domain);
    }

    /** Its core is being taken off: it is to get nothing new. */
    synchronized void leave(String domain, CoreId core) {
        var from = dispatchers.getOrDefault(domain, new HashMap<>());
        var dispatcher = from.remove(core);
        var left = new Bindings(domain, 0, from, dispatcher == null ? Map.of() : Map.of(core, dispatcher), Map.of());
        subscribers.getOrDefault(domain, List.of()).forEach(subscriber -> subscriber.tell(left));
    }

    private synchronized void bind(String domain, ActorRef<Bindings> subscriber) {
        subscribers.computeIfAbsent(domain, name -> new ArrayList<>()).add(subscriber);
        subscriber.tell(bindings(domain));
    }

    private void publish(String domain) {
        subscribers.getOrDefault(domain, List.of()).forEach(subscriber -> subscriber.tell(bindings(domain)));
    }

    private Bindings bindings(String domain) {
        return new Bindings(domain, dispatchers.getOrDefault(domain, Map.of()));
    }

    Context context(String domain, List<CoreId> cores, CoreId core, Map<String, String> settings, Path data) {
        return new Context(domain, core, cores, settings, data);
    }

    /** A dispatcher's context that keeps what it was told. */
    final class Context implements DispatcherContext {
        volatile boolean announced;

        final CompletableFuture<InetSocketAddress> listening = new CompletableFuture<>();
        final CompletableFuture<String> unable = new CompletableFuture<>();
        final CompletableFuture<ActorRef<Drain>> drainer = new CompletableFuture<>();
        final CompletableFuture<Runnable> fence = new CompletableFuture<>();
        final CompletableFuture<Poller> detached = new CompletableFuture<>();

        private final RequestTally tally = new RequestTally("tested");
        private final String domain;
        private final CoreId core;
        private final List<CoreId> cores;
        private final Map<String, String> settings;
        private final Path data;

        private Context(String domain, CoreId core, List<CoreId> cores, Map<String, String> settings, Path data) {
            this.domain = domain;
            this.core = core;
            this.cores = cores;
            this.settings = settings;
            this.data = data;
        }

        @Override
        public RoundDesk rounds() {
            throw new UnsupportedOperationException("no workload has rounds");
        }

        @Override
        public Recorder recorder() {
            return Recorder.off();
        }

        @Override
        public <M> void export(MessageInterface<M> messages, Acceptor<M> acceptor) {
            throw new UnsupportedOperationException("no workload has channels");
        }

        @Override
        public <M> CompletionStage<Channel<M>> connect(String domain, CoreId core, MessageInterface<M> messages) {
            throw new UnsupportedOperationException("no workload has channels");
        }

        @Override
        public <M> CompletionStage<Channel<M>> connect(
                String node, String domain, CoreId core, MessageInterface<M> messages) {
            throw new UnsupportedOperationException("no workload has channels");
        }

        @Override
        public void follow(ActorRef<Members> follower) {
            follower.tell(Members.NONE);
        }

        @Override
        public Gateway.Site carry(Gateway gateway, Gateway.Limits limits) {
            throw new UnsupportedOperationException("no workload is a gateway");
        }

        @Override
        public long start() {
            return 1;
        }

        @Override
        public Spawned spawned() {
            return Spawned.BY_EACH_NODE;
        }

        @Override
        public String node() {
            return "tested";
        }

        @Override
        public String domain() {
            return domain;
        }

        @Override
        public CoreId core() {
            return core;
        }

        @Override
        public List<CoreId> cores() {
            return cores;
        }

        @Override
        public int shards() {
            return 0;
        }

        @Override
        public Map<String, String> settings() {
            return settings;
        }

        @Override
        public Path data() {
            return data;
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public void bind(String name, ActorRef<Bindings> subscriber) {
            Board.this.bind(name, subscriber);
        }

        @Override
        public <S, C> Replicated<S, C> replicated(ReplicatedSpec<S, C> spec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RequestTally serves() {
            return tally;
        }

        @Override
        public void counts(DispatcherTally other) {}

        @Override
        public Capabilities capabilities() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void attach(Poller poller) {
            CoreThreadConfigurator.CoreThread.current().poller = poller;
        }

        @Override
        public Optional<Poller> poller() {
            return Optional.ofNullable(CoreThreadConfigurator.CoreThread.current().poller);
        }

        @Override
        public void detach(Poller poller) {
            CoreThreadConfigurator.CoreThread.current().poller = null;
            detached.complete(poller);
        }

        @Override
        public void onFence(Runnable close) {
            fence.complete(close);
        }

        @Override
        public void onDrain(ActorRef<Drain> asked) {
            drainer.complete(asked);
        }

        @Override
        public void willListen() {
            announced = true;
        }

        @Override
        public void listening(InetSocketAddress address) {
            listening.complete(address);
        }

        @Override
        public void stand(ActorRef<Elected> dispatcher) {
            throw new UnsupportedOperationException("no workload of one node is elected");
        }

        @Override
        public void resigned(long ticket) {
            throw new UnsupportedOperationException("no workload of one node is elected");
        }

        @Override
        public void degraded(String reason) {
            throw new UnsupportedOperationException("no workload of one node is so");
        }

        @Override
        public void unable(String reason) {
            unable.complete(reason);
        }
    }
}
