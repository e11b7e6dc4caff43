package multikernel.network.cluster;

import akka.cluster.Member;
import akka.cluster.Reachability;
import akka.cluster.UniqueAddress;
import akka.cluster.sbr.DowningStrategy;
import akka.cluster.sbr.KeepMajority;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Akka's rule of majorities, but nobody is removed who and a majority hear each other. Where two do not and a third one
 * hears both, Akka removes both, because either may have entities that the other starts again. So one node whose
 * network comes and goes took a healthy one with it, two of three, and what these held in memory. Ours may run twice
 * (see {@code multikernel-cluster.conf}), so such a pair stays, suspected, until it hears again or more is known.
 */
final class KeepHearing extends DowningStrategy {

    private final KeepMajority majority;

    KeepHearing(String center, UniqueAddress self) {
        super(center, self);
        majority = new KeepMajority(center, Option.empty(), self);
    }

    @Override
    public Option<String> role() {
        return Option.empty();
    }

    @Override
    public Decision decide() {
        return majority.decide();
    }

    /** What is neither about a split nor about pairs is of this node itself, or of all. */
    @Override
    public scala.collection.immutable.Set<UniqueAddress> nodesToDown(Decision decision) {
        if (decision.isIndirectlyConnected()) {
            return scala(lost());
        }
        var proposed = majority.nodesToDown(decision);
        if (decision.equals(DownUnreachable$.MODULE$) || decision.equals(DownReachable$.MODULE$)) {
            var removed = new HashSet<>(CollectionConverters.asJava(proposed));
            removed.retainAll(lost());
            return scala(removed);
        }
        return proposed;
    }

    private Set<UniqueAddress> lost() {
        var voters = CollectionConverters.asJava(members()).stream()
                .map(Member::uniqueAddress)
                .toList();
        var others = CollectionConverters.asJava(joining()).stream()
                .map(Member::uniqueAddress)
                .collect(Collectors.toSet());
        return new Hearing<>(voters, others, deaf()).lost();
    }

    private Map<UniqueAddress, Set<UniqueAddress>> deaf() {
        var deaf = new HashMap<UniqueAddress, Set<UniqueAddress>>();
        for (var one : CollectionConverters.asJava(reachability().records())) {
            deaf.computeIfAbsent(one.observer(), node -> new HashSet<>()).add(one.subject());
            deaf.computeIfAbsent(one.subject(), node -> new HashSet<>()).add(one.observer());
        }
        return deaf;
    }

    private static scala.collection.immutable.Set<UniqueAddress> scala(Set<UniqueAddress> nodes) {
        return CollectionConverters.asScala(nodes).toSet();
    }

    // The rule of majorities knows what this one does.

    @Override
    public void add(Member member) {
        super.add(member);
        majority.add(member);
    }

    @Override
    public void addUnreachable(Member member) {
        super.addUnreachable(member);
        majority.addUnreachable(member);
    }

    @Override
    public void addReachable(Member member) {
        super.addReachable(member);
        majority.addReachable(member);
    }

    @Override
    public void remove(Member member) {
        super.remove(member);
        majority.remove(member);
    }

    @Override
    public void setReachability(Reachability reachability) {
        super.setReachability(reachability);
        majority.setReachability(reachability);
    }

    @Override
    public void setSeenBy(scala.collection.immutable.Set<akka.actor.Address> nodes) {
        super.setSeenBy(nodes);
        majority.setSeenBy(nodes);
    }
}
