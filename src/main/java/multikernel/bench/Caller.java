package multikernel.bench;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An actor that asks for something, pipes the answer to itself and asks again, until its time is over. */
final class Caller {

    private final ActorContext<Said> context;
    private final Supplier<? extends CompletionStage<?>> call;
    private final Recorder recorder = new Recorder();
    private Said.@Nullable Begin task;
    private long begun;
    private long last;

    private Caller(ActorContext<Said> context, Supplier<? extends CompletionStage<?>> call) {
        this.context = context;
        this.call = call;
    }

    static Behavior<Said> of(Supplier<? extends CompletionStage<?>> call) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(new Caller(context, call)::on));
    }

    private Behavior<Said> on(Said said) {
        if (said instanceof Said.Begin begin) {
            task = begin;
            recorder.clear();
            begun = System.nanoTime();
            last = begun;
            ask();
        } else if (task != null && said instanceof Said.Failed failed) {
            task.done().completeExceptionally(failed.why());
        } else if (task != null) {
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
            if (now - begun < task.nanos()) {
                ask();
            } else {
                task.done().complete(new Said.Tally(recorder.count(), now - begun, recorder, 1));
            }
        }
        return Behaviors.same();
    }

    private void ask() {
        context.pipeToSelf(call.get(), (answer, failed) -> failed == null ? Said.Word.BALL : new Said.Failed(failed));
    }
}
