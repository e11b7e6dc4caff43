package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.GroupPlace;
import multikernel.multicast.GroupView;
import multikernel.multicast.Roster;
import multikernel.multicast.Routes;
import multikernel.multicast.Seat;
import org.jspecify.annotations.Nullable;

/**
 * Who the members of one post's group are, and how letters get to them: on this node by their posts, which the bindings
 * name, on other nodes by lines, where the domain's group is over several nodes.
 */
final class GroupWays implements WidePost.Host {

    private final CoreSite site;
    private final @Nullable WidePost wide;
    private Bindings bindings;
    private GroupView here = GroupView.NONE;
    private @Nullable ActorContext<Object> actor;
    private @Nullable ActorRef<Object> ref;
    private boolean isTicking;

    GroupWays(DomainSpec domain, CoreSite site) {
        this.site = site;
        bindings = new Bindings(domain.name(), Map.of());
        var messages = site.setup().factories().wide(domain);
        wide = messages == null || !site.setup().settings().cluster().enabled()
                ? null
                : new WidePost(domain.name(), site, messages, this);
    }

    Routes routes(Routes inside, int childrenMax) {
        return wide == null ? inside : wide.routes(inside, childrenMax);
    }

    void begin(ActorContext<Object> context) {
        actor = context;
        if (wide != null) {
            wide.begin();
        }
    }

    void end() {
        if (wide != null) {
            wide.end();
        }
    }

    void self(ActorRef<Object> self) {
        ref = self;
    }

    ActorRef<Object> self() {
        return Objects.requireNonNull(ref, "a post that has begun");
    }

    Bindings bindings() {
        return bindings;
    }

    void bindings(Bindings now) {
        bindings = now;
        var seats = new ArrayList<Seat>();
        now.posts().forEach((core, posted) -> seats.add(new Seat(core, posted.since())));
        here = new GroupView(now.number(), seats);
        if (wide != null) {
            wide.roll().posted(posted());
        }
    }

    private Optional<Posted> posted() {
        return Optional.ofNullable(bindings.posts().get(site.core()))
                .filter(posted -> posted.post().equals(ref));
    }

    void told(RollTold told) {
        if (wide != null) {
            wide.told(told);
        }
    }

    /** All members, by their numbers; of a group of one node these are their cores. */
    GroupView view() {
        return wide == null ? here : wide.roll().view();
    }

    /** The same, and where each is. */
    Roster roster() {
        return wide == null ? Roster.of(here, this::placeHere) : wide.roll().roster();
    }

    private GroupPlace placeHere(CoreId core) {
        return new GroupPlace(site.setup().settings().node(), core);
    }

    /** What becomes of parts that are handed in. */
    RoundSeal seal(RoundKey.Kind kind) {
        if (wide == null) {
            return RoundSeal.NONE;
        }
        return kind == RoundKey.Kind.BARRIER ? RoundSeal.BARE : wide;
    }

    /** This post's own membership; null if it has none. */
    @Nullable
    Seat mine() {
        return wide == null
                ? posted().flatMap(posted -> here.seat(site.core())).orElse(null)
                : wide.roll()
                        .self()
                        .map(member -> view().seat(member.number()).orElseThrow())
                        .orElse(null);
    }

    /** The members on other nodes, by node and core. */
    List<GroupPlace> elsewhere() {
        return wide == null ? List.of() : wide.roll().elsewhere();
    }

    boolean isWide() {
        return wide != null;
    }

    /** The core of a member, if it is one of this node. */
    Optional<CoreId> coreHere(CoreId number) {
        return wide == null ? Optional.of(number) : wide.roll().coreHere(number);
    }

    boolean isSelf(Seat member) {
        return coreHere(member.core()).filter(site.core()::equals).isPresent();
    }

    /** For a person. */
    String nameOf(Seat member) {
        return wide == null ? member.core().toString() : wide.roll().nameOf(member.core());
    }

    /** To a member of this node. */
    void sendHere(CoreId core, GroupLetter letter) {
        var posted = bindings.posts().get(core);
        if (posted != null) {
            posted.post().tell(letter);
        }
    }

    void send(CoreId number, GroupLetter letter) {
        if (wide == null) {
            sendHere(number, letter);
        } else {
            wide.send(number, letter);
        }
    }

    /** To who sent what came from another node. */
    void answer(GroupLetter.Far far, boolean isDone) {
        Objects.requireNonNull(wide)
                .answer(far.from(), far.start(), new GroupLetter.Taken(far.to(), far.number(), isDone));
    }

    /** What a program's message is in letters. */
    Object sealed(Object message) {
        return wide == null ? message : wide.encoded(message);
    }

    Object opened(Object sealed) {
        return wide == null ? sealed : wide.decoded(sealed);
    }

    @Override
    public void here(CoreId core, long start, GroupLetter letter) {
        var posted = bindings.posts().get(core);
        if (posted != null && posted.since() == start) {
            posted.post().tell(letter);
        }
    }

    @Override
    public void heard(GroupLetter letter) {
        self().tell(letter);
    }

    /** Told from outside of the actor too. */
    @Override
    public void linesSoon() {
        if (!isTicking) {
            isTicking = true;
            self().tell(GroupLetter.Note.LINES);
        }
    }

    void soon() {
        Objects.requireNonNull(actor).scheduleOnce(WidePost.TICK, self(), GroupLetter.Note.LINES_TICK);
    }

    void tick() {
        if (wide != null && wide.ticked()) {
            soon();
        } else {
            isTicking = false;
        }
    }
}
