package multikernel.workload.store;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.runtime.Bindings;

/** From one core to each of the domain's, its own too, which nobody takes. */
final class Ways {

    final List<Way> all;

    private final List<CoreId> cores;
    private long tickets;

    /** @param cores of the domain, ascending */
    Ways(List<CoreId> cores, Function<CoreId, Way> make) {
        this.cores = List.copyOf(cores);
        all = cores.stream().map(make).toList();
    }

    /** What has gathered goes, as far as there is a place. */
    void depart(ActorRef<StoreDispatcher.Message> self) {
        all.forEach(way -> way.depart(++tickets, self));
    }

    void answered(StoreDispatcher.Answers answers) {
        to(answers.from()).answered(answers.ticket(), answers.answers().bytes());
    }

    private Way to(CoreId core) {
        return all.get(cores.indexOf(core));
    }

    /** The one who binds vouches for the domain's protocol. */
    @SuppressWarnings("unchecked")
    void bound(Bindings bindings) {
        for (var core : cores) {
            to(core).bound(Optional.ofNullable(
                    (ActorRef<StoreDispatcher.Message>) bindings.dispatchers().get(core)));
        }
    }
}
