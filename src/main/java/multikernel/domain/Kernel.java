package multikernel.domain;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CountReading;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.Event;
import multikernel.base.GroupReading;
import multikernel.base.MemberReading;
import multikernel.base.NodeReading;
import multikernel.base.Outcome;
import multikernel.runtime.TraceDesk;

/** A running node as its operator sees it: readings that never wait, and operations that end in an {@link Outcome}. */
public interface Kernel {

    NodeReading status();

    /** The nodes of the cluster, each once for each process that is or was one. */
    List<MemberReading> nodes();

    List<CoreReading> cores();

    List<ChannelReading> channels();

    /** Each member of each group, by domain and core. */
    List<GroupReading> groups();

    List<DomainReading> domains();

    List<Kind> kinds();

    /** What each core was asked for and each dispatcher has answered, up to now. */
    CountReading counts();

    /** Empty when the node can do its work, otherwise the reason why not, in one line. */
    String unreadyReason();

    CompletionStage<Outcome> spawn(DomainSpec spec);

    /** Done once every dispatcher of it has ended, or its time to drain is over. */
    CompletionStage<Outcome> kill(String domain);

    /** Gives a domain a dispatcher on these cores too. */
    CompletionStage<Outcome> span(String domain, List<CoreId> cores);

    /**
     * Takes a core off. The stage is done once the core is on its way, or with the reason why it stays; what has become
     * of it is read from {@link #cores}.
     */
    CompletionStage<Optional<Outcome.Refused>> offline(CoreId core);

    /** Brings back a core that was taken off, or was lost too often; done once it is to start. */
    CompletionStage<Optional<Outcome.Refused>> online(CoreId core);

    MemoryDesk memory();

    /** Recordings of what the cores did. */
    TraceDesk traces();

    KnowledgeDesk knowledge();

    /** Hands every event from now on to the listener, on a host thread, until the returned handle is closed. */
    AutoCloseable onEvent(Consumer<Event> listener);
}
