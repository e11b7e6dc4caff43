package multikernel.network;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.domain.Cores;
import multikernel.domain.Domain;
import multikernel.domain.FarReplicated;
import multikernel.domain.FarReplicatedSpec;
import multikernel.runtime.ChangeRules;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Members;
import multikernel.runtime.Updated;
import org.jspecify.annotations.Nullable;

/** A domain on the first core of a node that shares a list of words with those of other nodes. */
final class BoardNode {

    private static final long LIMIT_SECONDS = 60;

    /** In the order in which they were added. */
    record Board(List<String> words) {

        Board {
            words = List.copyOf(words);
        }
    }

    sealed interface Change {

        /** Refused if it is there already. */
        record Add(String word) implements Change {}
    }

    private static final FarReplicatedSpec<Board, Change> SPEC = FarReplicatedSpec.of(
            MethodHandles.lookup(),
            Board.class,
            Change.class,
            new ChangeRules<>() {
                @Override
                public Board initial() {
                    return new Board(List.of());
                }

                @Override
                public Optional<String> check(Board state, Change change) {
                    return change instanceof Change.Add(var word)
                                    && state.words().contains(word)
                            ? Optional.of(word + " is there already")
                            : Optional.empty();
                }

                @Override
                public Board apply(Board state, Change change) {
                    return switch (change) {
                        case Change.Add(var word) -> {
                            var words = new ArrayList<>(state.words());
                            words.add(word);
                            yield new Board(words);
                        }
                    };
                }
            },
            3);

    sealed interface Message {}

    record Changed(Members members) implements Message {}

    enum Tick implements Message {
        NOW
    }

    private record Task(Runnable work) implements Message {}

    final TalkingNode node;
    private final Domain<Message> domain;
    private volatile @Nullable FarReplicated<Board, Change> board;

    BoardNode(TalkingNode node) {
        this.node = node;
        domain = node.kernel().spawn("board", Message.class, this::create, Cores.first());
    }

    private Behavior<Message> create(DispatcherContext context) {
        return Behaviors.setup(actor -> Behaviors.withTimers(timers -> {
            var made = new FarReplicated<>(
                    context,
                    SPEC,
                    failed -> actor.getSelf().tell(new Task(() -> {
                        throw failed;
                    })));
            board = made;
            context.follow(actor.messageAdapter(Members.class, Changed::new));
            timers.startTimerWithFixedDelay(Tick.NOW, FarReplicated.TICK);
            return Behaviors.receive(Message.class)
                    .onMessage(Changed.class, changed -> {
                        made.members(changed.members());
                        return Behaviors.same();
                    })
                    .onMessage(Tick.class, tick -> {
                        made.ticked();
                        return Behaviors.same();
                    })
                    .onMessage(Task.class, task -> {
                        task.work().run();
                        return Behaviors.same();
                    })
                    .build();
        }));
    }

    private <T> CompletableFuture<T> on(Function<FarReplicated<Board, Change>, CompletionStage<T>> what) {
        var done = new CompletableFuture<T>();
        domain.on(CoreId.of(0))
                .tell(new Task(() -> what.apply(Objects.requireNonNull(board))
                        .whenComplete((value, failed) -> done.complete(value))));
        return done;
    }

    /** Its dispatcher fails, and starts again with nothing. */
    void fail() {
        domain.on(CoreId.of(0)).tell(new Task(() -> {
            throw new IllegalStateException("as the test wants it");
        }));
    }

    CompletableFuture<Updated> adding(String word) {
        return on(object -> object.update(new Change.Add(word)));
    }

    Updated add(String word) throws Exception {
        return adding(word).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    FarReplicated.Read<Board> read() throws Exception {
        return on(FarReplicated::read).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    List<String> words() throws Exception {
        return read().state().orElseThrow().words();
    }

    /** This node's own replica, behind or not. */
    List<String> replica() throws Exception {
        return on(object -> CompletableFuture.completedStage(object.state().words()))
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
