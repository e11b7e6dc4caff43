package multikernel.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.runtime.Bindings;
import multikernel.runtime.DispatcherContext;

/** A web server's front-end, when it has one, and what the web servers of a domain say to each other about it. */
final class Fronts {

    /** What they say. */
    sealed interface Word {

        /** Where do you know the front-end to listen? */
        record AskPort(ActorRef<WebServer.Command> replyTo) implements Word {}

        /** @param port 0 where it is not known */
        record ListensAt(CoreId from, int port, boolean isMine) implements Word {}

        /** The front-end's core is being taken off: listen in its place. */
        record TakeOver(ActorRef<WebServer.Command> replyTo) implements Word {}

        /** Whether it did, or cannot. */
        record Took() implements Word {}

        /** The own front-end listens. */
        record Listening(int port) implements Word {}

        /** The own front-end has answered everything. */
        record Drained() implements Word {}
    }

    private final ActorContext<WebServer.Command> actor;
    private final DispatcherContext context;
    private final WebSettings settings;
    private final Runnable drained;
    private final Fronting fronting;
    private TreeMap<CoreId, ActorRef<WebServer.Command>> servers = new TreeMap<>();
    private Optional<ActorRef<FrontEnd.Message>> frontEnd = Optional.empty();
    private Optional<CoreId> successor = Optional.empty();
    private Optional<ActorRef<WebServer.Command>> asking = Optional.empty();
    private boolean isListening;
    private int begunCount;

    /** @param drained told when this core's front-end is gone */
    Fronts(ActorContext<WebServer.Command> actor, DispatcherContext context, WebSettings settings, Runnable drained) {
        this.actor = actor;
        this.context = context;
        this.settings = settings;
        this.drained = drained;
        boolean isFirst = context.core().equals(context.cores().getFirst());
        fronting = new Fronting(context.core(), isFirst);
        if (isFirst) {
            context.willListen();
        }
    }

    /** The one who binds vouches for the domain's protocol. */
    @SuppressWarnings("unchecked")
    void bound(Bindings bindings) {
        servers = new TreeMap<>();
        bindings.dispatchers().forEach((core, server) -> servers.put(core, (ActorRef<WebServer.Command>) server));
        for (var core : fronting.bound(new TreeSet<>(servers.keySet()))) {
            tell(core, new Word.AskPort(actor.getSelf()));
        }
        if (successor.isPresent() && !fronting.isLive(successor.get())) {
            successor = Optional.empty();
            drain();
        }
        open();
    }

    void on(Word word) {
        switch (word) {
            case Word.AskPort(var replyTo) ->
                tell(replyTo, new Word.ListensAt(context.core(), fronting.port(), /* isMine= */ false));
            case Word.ListensAt(CoreId from, int port, boolean isMine) -> {
                fronting.heard(from, port);
                if (isMine && fronting.yieldsTo(from)) {
                    drain();
                }
            }
            case Word.TakeOver(var replyTo) -> {
                asking = Optional.of(replyTo);
                fronting.takesOver().ifPresent(this::open);
                if (isListening || !fronting.hasIt()) {
                    took();
                }
            }
            case Word.Took() -> {
                successor = Optional.empty();
                drain();
            }
            case Word.Listening(int port) -> listening(port);
            case Word.Drained() -> ended();
        }
        open();
    }

    private void listening(int port) {
        isListening = true;
        fronting.heard(context.core(), port);
        servers.keySet().stream()
                .filter(core -> !core.equals(context.core()))
                .forEach(core -> tell(core, new Word.ListensAt(context.core(), port, /* isMine= */ true)));
        took();
    }

    private void took() {
        asking.ifPresent(replyTo -> tell(replyTo, new Word.Took()));
        asking = Optional.empty();
    }

    private void ended() {
        fronting.ended();
        isListening = false;
        frontEnd.ifPresent(ended -> {
            actor.unwatch(ended);
            actor.stop(ended);
        });
        frontEnd = Optional.empty();
        drained.run();
    }

    private void open() {
        fronting.opens().ifPresent(this::open);
    }

    /** It fails with this web server, and this with it. */
    private void open(int port) {
        fronting.began();
        var begun = actor.spawn(
                FrontEnd.create(context, settings, actor.getSelf(), port),
                "front-end-" + ++begunCount,
                DispatcherSelector.sameAsParent());
        frontEnd = Optional.of(begun);
        actor.watch(begun);
    }

    /** The core is taken off, or the domain ends. */
    void leave() {
        successor = fronting.leaves();
        successor.ifPresentOrElse(core -> tell(core, new Word.TakeOver(actor.getSelf())), this::drain);
    }

    boolean isGone() {
        return frontEnd.isEmpty();
    }

    private void drain() {
        frontEnd.ifPresent(it -> it.tell(FrontEnd.Note.DRAIN));
    }

    private void tell(CoreId core, Word word) {
        var server = servers.get(core);
        if (server != null) {
            tell(server, word);
        }
    }

    private static void tell(ActorRef<WebServer.Command> server, Word word) {
        server.tell(new WebServer.Command.OfFront(word));
    }
}
