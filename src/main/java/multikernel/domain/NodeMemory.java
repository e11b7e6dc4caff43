package multikernel.domain;

import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.ownership.far.FarLimits;
import multikernel.runtime.CapabilityReply;
import multikernel.runtime.CapabilityWork;
import multikernel.runtime.NodeCommand;
import org.slf4j.LoggerFactory;

/** How a booted node's memory is reached: by its operator, and from other nodes. */
record NodeMemory(BootedNode node, Guardian guardian) {

    MemoryDesk desk() {
        var far = node.setup().settings().cluster().enabled()
                ? new FarMemory(node.system(), node.setup().board(), this::work, limits().limitNanos())
                : FarDesk.ALONE;
        return new OperatorDesk(node.setup().cores(), this::work, far);
    }

    private CompletionStage<CapabilityReply> work(CoreId core, int incarnation, CapabilityWork work) {
        return guardian.ask(replyTo -> new NodeCommand.DoWork(core, incarnation, work, replyTo), agreementMillis());
    }

    private long agreementMillis() {
        return node.setup().settings().agreement().timeoutMillis();
    }

    private FarLimits limits() {
        return node.setup().settings().memory().far().limits(agreementMillis());
    }

    /** The kind of the one domain that talks with other nodes about capabilities; no user's to spawn. */
    Kind far(MemoryDesk desk) {
        LoggerFactory.getLogger("multikernel.far").debug("Nodes talk about capabilities by {}", FarChannels.load());
        return new ProgramKind(
                FarDispatcher.NAME,
                false,
                context -> FarDispatcher.create(
                        context,
                        limits(),
                        node.setup().cores(),
                        new FarWork(desk, this::work),
                        line -> node.system().tell(new NodeCommand.Say("capability", line))));
    }
}
