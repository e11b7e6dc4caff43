package multikernel.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.NodeMember;
import multikernel.base.Tree;
import multikernel.multicast.Enrolled;
import multikernel.multicast.GroupView;
import multikernel.multicast.LineWord.Hello;
import multikernel.multicast.NodeTrees;
import multikernel.multicast.Place;
import multikernel.multicast.Roster;
import multikernel.multicast.Routes;
import org.jspecify.annotations.Nullable;

/** The roll that one post knows, and itself in it: what the numbers stand for by which its machines call members. */
final class WideRoll {

    private final CoreId core;
    private Optional<Posted> posted = Optional.empty();
    private @Nullable RollTold told;
    private GroupView view = GroupView.NONE;

    WideRoll(CoreId core) {
        this.core = core;
    }

    /** Who this post is on its node; empty once it is to leave, which the roll says in its time. */
    void posted(Optional<Posted> self) {
        posted = self.or(() -> posted);
    }

    /** Who is in it no more. */
    List<Enrolled> told(RollTold now) {
        var before = told;
        told = now;
        view = now.roll().view();
        return before == null
                ? List.of()
                : before.roll().members().stream()
                        .filter(member -> !now.roll().members().contains(member))
                        .toList();
    }

    GroupView view() {
        return view;
    }

    Roster roster() {
        return Roster.of(view, number -> placeOf(of(number).orElseThrow()));
    }

    private static GroupPlace placeOf(Enrolled member) {
        return new GroupPlace(member.place().node().name(), member.place().core());
    }

    /** This post's own membership. */
    Optional<Enrolled> self() {
        var now = told;
        return now == null
                ? Optional.empty()
                : posted.flatMap(self -> now.roll().at(new Place(now.self(), core), self.since()));
    }

    /** What this post says to one of another node; empty before it knows itself who it is. */
    Optional<Hello> hello(NodeMember to, long toStart) {
        var now = told;
        return now == null ? Optional.empty() : posted.map(self -> new Hello(now.self(), self.since(), to, toStart));
    }

    Optional<Enrolled> of(CoreId number) {
        return Optional.ofNullable(told).flatMap(now -> now.roll().of(number));
    }

    boolean isHere(Enrolled member) {
        return member.place().node().equals(Objects.requireNonNull(told).self());
    }

    /** The core of a member of this node. */
    Optional<CoreId> coreHere(CoreId number) {
        return of(number).filter(this::isHere).map(member -> member.place().core());
    }

    /** By node and core. */
    List<GroupPlace> elsewhere() {
        var now = told;
        return now == null
                ? List.of()
                : now.roll().members().stream()
                        .filter(member -> !isHere(member))
                        .map(WideRoll::placeOf)
                        .sorted()
                        .toList();
    }

    /** For a person. */
    String nameOf(CoreId number) {
        return of(number).map(member -> member.place().toString()).orElse("member " + number.index());
    }

    /** A tree over members of all nodes; inside this one by what messages between its cores cost. */
    Tree over(CoreId root, List<CoreId> others, Routes here, int childrenMax) {
        Routes inside = (head, below) ->
                coreHere(head).isPresent() ? over(head, below, here) : NodeTrees.wide(joined(head, below), childrenMax);
        return NodeTrees.over(
                root, others, number -> of(number).orElseThrow().place().node(), inside, childrenMax);
    }

    private static List<CoreId> joined(CoreId head, List<CoreId> below) {
        return Stream.concat(Stream.of(head), below.stream()).toList();
    }

    private Tree over(CoreId head, List<CoreId> below, Routes here) {
        var numbers = new HashMap<CoreId, CoreId>();
        joined(head, below).forEach(number -> numbers.put(coreHere(number).orElseThrow(), number));
        var cores = below.stream()
                .map(number -> coreHere(number).orElseThrow())
                .sorted()
                .toList();
        var children = new HashMap<CoreId, List<CoreId>>();
        here.over(coreHere(head).orElseThrow(), cores)
                .children()
                .forEach((from, to) -> children.put(
                        Objects.requireNonNull(numbers.get(from)),
                        to.stream()
                                .map(numbers::get)
                                .map(Objects::requireNonNull)
                                .toList()));
        return new Tree(head, children);
    }
}
