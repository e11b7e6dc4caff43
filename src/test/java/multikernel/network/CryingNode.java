package multikernel.network;

import akka.actor.typed.javadsl.Behaviors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.domain.Cores;
import multikernel.domain.Domain;
import multikernel.domain.Group;
import multikernel.domain.WideSpec;
import multikernel.urpc.Channel.Sent;

/** A node with a domain whose members on all nodes are one group; it keeps what each of its own was given. */
final class CryingNode {

    static final String DOMAIN = "cry";

    final TalkingNode node;
    final Domain<Cry> domain;
    private final Map<CoreId, List<Cry.Word>> given = new HashMap<>();
    private volatile Consumer<Cry.Word> answer = word -> {};

    CryingNode(TalkingNode node) {
        this.node = node;
        var spec = new WideSpec<>(
                Cry.INTERFACE,
                context -> Behaviors.receiveMessage(cry -> {
                    if (cry instanceof Cry.Word word) {
                        given(context.core(), word);
                    }
                    return Behaviors.same();
                }));
        domain = node.kernel().spawn(DOMAIN, spec, Cores.all());
    }

    private void given(CoreId core, Cry.Word word) {
        synchronized (given) {
            given.computeIfAbsent(core, each -> new ArrayList<>()).add(word);
        }
        if (core.index() == 0) {
            answer.accept(word);
        }
    }

    /** What was given up to now, and what is done with it. */
    void forget() {
        synchronized (given) {
            given.clear();
        }
        answer = word -> {};
    }

    /** What the first core's member does with each word. */
    void answers(Consumer<Cry.Word> with) {
        answer = with;
    }

    List<Cry.Word> given(int core) {
        synchronized (given) {
            return List.copyOf(given.getOrDefault(CoreId.of(core), List.of()));
        }
    }

    String nameOf(int core) {
        return node.name() + "/" + core;
    }

    /** Sends words from a core, one after the other, as there is room. */
    void cries(int core, Group<Cry> group, int first, int end) throws Exception {
        node.on(core, () -> {
            new Crying(nameOf(core), group, first, end).goOn();
            return "";
        });
    }

    /** What becomes of one word that a core sends. */
    Sent cries(int core, Group<Cry> group, int number) throws Exception {
        return node.on(core, () -> group.multicast(new Cry.Word(nameOf(core), number)));
    }

    private static final class Crying {
        private final String name;
        private final Group<Cry> group;
        private final int end;
        private int next;

        Crying(String name, Group<Cry> group, int first, int end) {
            this.name = name;
            this.group = group;
            this.end = end;
            next = first;
        }

        void goOn() {
            while (next < end && group.multicast(new Cry.Word(name, next), this::goOn) == Sent.ACCEPTED) {
                next++;
            }
        }
    }
}
