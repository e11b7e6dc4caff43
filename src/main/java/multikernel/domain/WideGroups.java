package multikernel.domain;

import java.util.HashMap;
import java.util.Map;
import multikernel.runtime.NodeCommand;

/** Domains of a node of a cluster whose groups are over all nodes that have one of their name. */
record WideGroups(BootedNode node) implements RollDispatcher.Hands {

    /** The kind of the one domain that keeps the rolls; no user's to spawn. */
    Kind kind() {
        RollDispatcher.load();
        return new ProgramKind(RollDispatcher.NAME, false, context -> RollDispatcher.create(context, this));
    }

    @Override
    public Map<String, Long> wide() {
        var wide = new HashMap<String, Long>();
        for (var row : node.setup().board().rows()) {
            var messages = node.setup().factories().wide(row);
            if (messages != null) {
                wide.put(row.name(), messages.fingerprint());
            }
        }
        return wide;
    }

    @Override
    public void say(String line) {
        node.system().tell(new NodeCommand.Say("domain", line));
    }
}
