package multikernel.ownership;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.Range;
import multikernel.ownership.OwnershipMessage.ToOwner;

/**
 * One core's part in everything about capabilities: hands each event to its protocol.
 *
 * <p>Its caller hands over only messages of incarnations that the view admits, sent in this view or an earlier one, and
 * performs the effects in order.
 */
public final class Ownership {

    private final Ground ground;
    private final Hints hints;
    private final Memory memory;
    private final Holdings holdings;
    private final Estates estates;
    private final Asking asking;
    private final Owning owning;
    private final Commitments commitments;
    private final Revokes revokes;
    private final Volleys volleys;
    private final Unmaps unmaps;
    private final Deleting deleting;
    private final HandingOver handingOver;
    private final Locally locally;
    private final Copies copies;
    private final Giving giving;
    private final Retypes retypes;
    private final Revoked revoked;
    private final Allocating allocating;
    private final Census census;
    private final Counting counting;
    private final Inheriting inheriting;
    private final Membership membership;
    private final Votes votes;

    /**
     * @param incarnation the first one begins with its share of the region, a later one with none
     * @param cores configured cores, online or not
     */
    public Ownership(
            CoreId self, int incarnation, int cores, long regionBytes, OwnershipLimits limits, TreeShape shape) {
        ground = new Ground(self, incarnation, cores, regionBytes, limits, shape);
        hints = new Hints();
        memory = new Memory(ground);
        holdings = new Holdings(ground, hints);
        estates = new Estates(ground, memory);
        asking = new Asking(ground, hints);
        owning = new Owning(ground, estates, this::order);
        commitments = new Commitments(ground, new Here());
        volleys = new Volleys(ground);
        unmaps = new Unmaps(ground, holdings, asking, owning, commitments, volleys);
        deleting = new Deleting(ground, hints, holdings, asking, owning);
        revoked = new Revoked(ground, holdings, asking, deleting, commitments);
        revokes = new Revokes(ground, estates, owning, commitments, revoked, volleys);
        handingOver = new HandingOver(ground, hints, holdings, estates, owning);
        locally = new Locally(ground, holdings, asking, deleting);
        copies = new Copies(ground, holdings, asking, locally, deleting, handingOver);
        giving = new Giving(ground, hints, holdings, estates, owning, revokes);
        retypes = new Retypes(ground, holdings, asking, estates, owning, revokes);
        allocating = new Allocating(ground, holdings, asking, estates, memory);
        census = new Census(ground, memory);
        counting =
                new Counting(ground, hints, asking, holdings, estates, memory, retypes, deleting, handingOver, census);
        inheriting = new Inheriting(ground, hints, estates, asking, owning, deleting, counting);
        membership = membership();
        votes = new Votes(commitments, volleys, unmaps, revokes);
    }

    private Membership membership() {
        return new Membership(
                ground,
                hints,
                memory,
                estates,
                asking,
                owning,
                commitments,
                revokes,
                deleting,
                handingOver,
                giving,
                volleys,
                retypes,
                counting,
                inheriting);
    }

    /** The effects are to be performed in order. */
    public List<OwnershipEffect> on(OwnershipEvent event, long nowNanos) {
        ground.begin(nowNanos);
        if (!membership.isAlone()) {
            take(event);
            for (var said = ground.saidToSelf(); said.isPresent(); said = ground.saidToSelf()) {
                hear(ground.self, said.get());
            }
        }
        return ground.effects();
    }

    private void take(OwnershipEvent event) {
        switch (event) {
            case OwnershipEvent.Viewed(var view) -> membership.viewed(view);
            case OwnershipEvent.Ended(var core, var incarnation) -> membership.ended(new Start(core, incarnation));
            case OwnershipEvent.Left(var stuck, var ended) -> counting.left(stuck, ended);
            case OwnershipEvent.Heard heard -> hear(heard.from(), heard.message());
            case OwnershipEvent.Ask ask -> ask(ask);
            case OwnershipEvent.DomainBegan(var domain) -> holdings.domainBegan(domain);
            case OwnershipEvent.DomainEnded(var domain) -> {
                asking.domainEnded(domain);
                deleting.domainEnded(domain);
                revoked.domainEnded(domain);
            }
            case OwnershipEvent.Agreed agreed -> revoked.agreed(agreed);
            case OwnershipEvent.Zeroed zeroed -> {
                retypes.zeroed(zeroed.base());
                counting.report();
            }
            case OwnershipEvent.Tick() -> {
                asking.ticked();
                revoked.ticked();
            }
        }
    }

    private void ask(OwnershipEvent.Ask ask) {
        var open = asking.ask(ask);
        if (open == null) {
            return;
        }
        switch (ask.request()) {
            case Request.Allocate allocate -> allocating.ask(open, allocate);
            case Request.Copy copy -> copies.copy(open, copy);
            case Request.Mint mint -> locally.mint(open, mint);
            case Request.Retype retype -> retypes.ask(open, retype);
            case Request.Move move -> copies.move(open, move);
            case Request.MapOn map -> copies.map(open, map);
            case Request.Unmap unmap -> unmaps.ask(open, unmap);
            case Request.Revoke revoke -> revoked.ask(open, revoke);
            case Request.Delete delete -> deleting.ask(open, delete);
            case Request.Subscribe subscribe -> locally.subscribe(open, subscribe);
            case Request.Identify identify -> locally.identify(open, identify);
        }
    }

    private void hear(CoreId from, OwnershipMessage message) {
        switch (message) {
            case ToOwner request -> owning.requested(from, request);
            case OwnershipMessage.Install install -> giving.install(from, install);
            case OwnershipMessage.Installed installed -> giving.installed(from, installed);
            case OwnershipMessage.Copied copied -> copies.copied(from, copied);
            case OwnershipMessage.Retyped retyped -> retypes.retyped(from, retyped);
            case OwnershipMessage.Settled settled -> retypes.settled(from, settled);
            case OwnershipMessage.Answer answer -> answered(from, answer);
            case OwnershipMessage.NotOwner not -> notOwner(from, not);
            case OwnershipMessage.Close close -> unmaps.closed(from, close);
            case OwnershipMessage.Take take -> revoked.take(from, take);
            case OwnershipMessage.Closed closed -> volleys.heard(from, closed);
            case OwnershipMessage.Committing(var about) -> commitments.heard(from, about);
            case OwnershipMessage.Steal steal -> memory.asked(from, steal);
            case OwnershipMessage.Stolen stolen -> memory.got(from, stolen);
            case OwnershipMessage.Dry dry -> memory.dry(from, dry);
            case OwnershipMessage.Taken taken -> memory.taken(from, taken);
            case OwnershipMessage.HandOver handOver -> handingOver.received(from, handOver);
            case OwnershipMessage.HandedOver handedOver -> handingOver.answered(from, handedOver);
            case OwnershipMessage.Left left -> counting.told(left);
            case OwnershipMessage.Uncounted asked -> counting.asked(from, asked);
            case OwnershipMessage.Count count -> counting.count(from, count);
            case OwnershipMessage.Report report -> census.reported(from, report);
            case OwnershipMessage.Inherit inherit -> inheriting.inherited(from, inherit);
            case OwnershipMessage.OwnerIs is -> inheriting.ownerIs(from, is);
            case OwnershipMessage.Counted counted -> counting.counted(from, counted);
        }
    }

    private void order(Owned owned, ToOwner request) {
        switch (request) {
            case OwnershipMessage.Copying copying -> giving.order(owned, copying);
            case OwnershipMessage.Retyping retyping -> retypes.order(owned, retyping);
            case OwnershipMessage.Unmapping unmapping -> unmaps.order(owned, unmapping);
            case OwnershipMessage.Revoking revoking -> revokes.order(owned, revoking);
            case OwnershipMessage.Subscribing subscribing -> revokes.subscribe(owned, subscribing);
            case OwnershipMessage.Dropping dropping -> owning.leave(owned, dropping.asker());
        }
    }

    private void answered(CoreId from, OwnershipMessage.Answer answer) {
        if (!answer.isDecided()) {
            answer.refused().ifPresent(refused -> asking.undecided(answer.operation(), refused));
        } else if (answer.operation().number() < 0 ? !deleting.answered(answer) : !asking.answered(answer)) {
            ground.late(from, answer);
        }
    }

    private void notOwner(CoreId from, OwnershipMessage.NotOwner not) {
        var hint = hints.of(not.estate());
        if (hint != null && hint.ballot() < not.ballot()) {
            hint.owned(not.owner(), not.ballot());
        }
        if (!deleting.sayAgain(not.operation()) && !asking.sayAgain(not.operation())) {
            ground.late(from, not);
        }
    }

    /** Operations asked of this core that have not ended, and holders that are being asked: wants ticks meanwhile. */
    public int pending() {
        return asking.size() + revoked.size();
    }

    /** What this core has begun as an owner and others have not done yet. */
    public Votes votes() {
        return votes;
    }

    /** What lies in a slot of a table of this core and can be used now. */
    public Optional<Capability> at(String domain, Address address) {
        return holdings.at(domain, address);
    }

    /** Every slot of every table of this core, by domain and address. */
    public List<SlotReading> slots() {
        return new Readings(holdings, estates, owning).slots();
    }

    /** Every object that this core owns, parents before children. */
    public List<ObjectReading> objects() {
        return new Readings(holdings, estates, owning).objects();
    }

    /** Free ranges of this core's memory server, ascending. */
    public List<Range> free() {
        return memory.pool().ranges();
    }

    /** Ranges that this core gave to another and that are not taken yet. */
    public List<Range> given() {
        return memory.gifts().values().stream().map(Memory.Gift::range).toList();
    }

    public long availableBytes() {
        return memory.pool().availableBytes();
    }

    public Stock stock() {
        return new Stock(holdings, estates, memory);
    }

    /** What agreement has this core do. */
    private final class Here implements Commitments.Parts {

        @Override
        public void prepare(OperationId commit, Proposal proposal) {
            switch (proposal) {
                case Proposal.NoViews none -> commitments.agreed(commit);
                case Proposal.NoCopies copies -> revoked.prepare(commit, copies);
            }
        }

        @Override
        public void perform(OperationId commit, long ballot, Proposal proposal) {
            switch (proposal) {
                case Proposal.NoViews none -> unmaps.perform(none);
                case Proposal.NoCopies none -> revoked.perform(commit, ballot, none);
            }
        }

        @Override
        public void undo(OperationId commit, Proposal proposal) {
            revoked.undo(commit);
        }

        @Override
        public void aborted(OperationId commit, Outcome.Refused refused) {
            revokes.aborted(commit, refused);
        }

        @Override
        public void delayed(OperationId commit, CoreId core) {
            unmaps.delayed(commit, core);
            revokes.delayed(commit, core);
        }

        @Override
        public void finished(OperationId commit, boolean isCommitted) {
            if (!unmaps.finished(commit)) {
                revokes.finished(commit, isCommitted);
            }
        }
    }
}
