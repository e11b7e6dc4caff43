package multikernel.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.OperationId;

/** Tells participants which two-phase commits they may forget, several at once since nobody waits for it. */
final class Settling<P> {

    private static final int TOGETHER = 8;

    private final List<Part<P>> finished = new ArrayList<>();

    void finished(Part<P> part, Presence presence, Steps<P> steps) {
        finished.add(part);
        if (finished.size() < TOGETHER) {
            return;
        }
        var tell = new LinkedHashMap<CoreId, List<OperationId>>();
        for (var each : finished) {
            for (var branch : each.tree.subList(1, each.tree.size())) {
                if (presence.of(branch) == Presence.Of.MEMBER) {
                    tell.computeIfAbsent(branch.core(), core -> new ArrayList<>())
                            .add(each.operation);
                }
            }
        }
        tell.forEach((core, operations) -> steps.send(core, new CommitMessage.Settled<>(operations)));
        finished.clear();
    }
}
