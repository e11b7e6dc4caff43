package multikernel.domain;

import akka.actor.typed.Behavior;
import java.util.function.Function;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.MessageInterface;

/**
 * A domain whose dispatchers on all nodes of a cluster are one {@link Group}. Each node that is to have it spawns its
 * own part, under the same name, with the same messages, on whichever cores; so a node may come to it later, or leave
 * it. Without a cluster it is a domain as any other.
 *
 * <p>Who is a member is put into one order by a majority of the nodes, three of which have to be there. Until this node
 * has it from them that its dispatchers are members, who sends to all is told {@code BUSY}, and who comes to a round
 * waits.
 *
 * @param messages that dispatchers understand, without capabilities; encoded each has 64 KiB at most
 * @param create called once for each core, and again after each restart, on that core's thread
 */
public record WideSpec<M>(MessageInterface<M> messages, Function<DispatcherContext, Behavior<M>> create) {}
