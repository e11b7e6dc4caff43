package multikernel.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;

/** A core that does by itself what one core can, slowly and plainly: what the world must find nothing wrong with. */
@SuppressWarnings("NullAway") // every table and address that it looks up is there, or it fails
class Alone extends AloneHoldings {

    Alone(CoreId core, int incarnation, Options options) {
        super(core, incarnation, options);
    }

    @Override
    public List<OwnershipEffect> on(OwnershipEvent event, long nowNanos) {
        effects = new ArrayList<>();
        switch (event) {
            case OwnershipEvent.DomainBegan began -> tables.putIfAbsent(began.domain(), new TreeMap<>());
            case OwnershipEvent.Ask ask -> ask(ask);
            case OwnershipEvent.Zeroed zeroed -> zeroed(zeroed);
            case OwnershipEvent.Viewed viewed -> {}
            case OwnershipEvent.Left left -> {}
            case OwnershipEvent.Ended ended -> {}
            case OwnershipEvent.Heard heard -> {}
            case OwnershipEvent.DomainEnded ended -> leave(ended.domain());
            case OwnershipEvent.Agreed agreed -> {}
            case OwnershipEvent.Tick tick -> {}
        }
        effects.forEach(this::noteViews);
        return effects;
    }

    private void noteViews(OwnershipEffect effect) {
        if (effect instanceof OwnershipEffect.OpenView open) {
            mapped.add(new Start.Viewer(open.object().id(), open.domain()));
        } else if (effect instanceof OwnershipEffect.CloseViews close) {
            mapped.removeIf(viewer -> viewer.object().equals(close.object()));
        } else if (effect instanceof OwnershipEffect.CloseView close) {
            mapped.remove(new Start.Viewer(close.object(), close.domain()));
        }
    }

    /** Once nothing of it is being zeroed any more. */
    private void leave(String domain) {
        if (waiting.stream().anyMatch(each -> each.ask().domain().equals(domain))) {
            leaving.add(domain);
            return;
        }
        List.copyOf(tables.get(domain).keySet()).forEach(address -> remove(new Key(domain, address)));
        tables.get(domain).clear();
    }

    private void ask(OwnershipEvent.Ask ask) {
        var address = Requests.addressOf(ask.request());
        var here = address == null ? null : tables.get(ask.domain()).get(address);
        if (address != null && here == null) {
            refuse(ask, Refusal.NO_SUCH_CAPABILITY);
            return;
        }
        if (!waiting.isEmpty()) {
            refuse(ask, Refusal.BUSY);
            return;
        }
        switch (ask.request()) {
            case Request.Allocate allocate -> allocate(ask, allocate.bytes());
            case Request.Copy copy -> give(ask, here, copy.to(), copy.domain(), false);
            case Request.Move move -> give(ask, here, move.to(), move.domain(), true);
            case Request.Mint mint -> {
                if (here.rights().covers(mint.rights())) {
                    answer(ask, put(ask.domain(), new Capability(here.object(), mint.rights())));
                } else {
                    refuse(ask, Refusal.MORE_RIGHTS);
                }
            }
            case Request.Retype retype -> retype(ask, here, retype);
            case Request.MapOn map -> map(ask, here, map);
            case Request.Unmap unmap -> {
                unmap(here.object().id());
                answer(ask);
            }
            case Request.Revoke revoke -> revoke(ask, here, address);
            case Request.Delete delete -> {
                remove(new Key(ask.domain(), address));
                answer(ask);
            }
            case Request.Subscribe subscribe -> answer(ask);
            case Request.Identify identify -> answer(ask, new Placed(core, ask.domain(), address, here));
        }
    }

    private void allocate(OwnershipEvent.Ask ask, long bytes) {
        long count = Reasons.roundUp(bytes) / Options.PAGE_BYTES;
        for (long first : pages) {
            var range = new TreeSet<Long>();
            for (long page = first; page < first + count; page++) {
                range.add(page);
            }
            if (pages.containsAll(range)) {
                pages.removeAll(range);
                var object = new Described(
                        nextId(), CapabilityType.RAM, first * Options.PAGE_BYTES, count * Options.PAGE_BYTES);
                things.add(new Thing(object, Optional.empty()));
                answer(ask, put(ask.domain(), new Capability(object, Rights.ALL)));
                return;
            }
        }
        refuse(ask, Refusal.OUT_OF_MEMORY);
    }

    private void give(OwnershipEvent.Ask ask, Capability here, CoreId to, String domain, boolean moves) {
        boolean isSame = domain.equals(ask.domain());
        if (!to.equals(core)) {
            refuse(ask, Refusal.NOT_SUPPORTED);
        } else if (!isSame && !here.rights().has(Rights.GRANT)) {
            refuse(ask, Refusal.NO_RIGHT);
        } else {
            var placed = put(domain, here);
            if (moves) {
                remove(new Key(ask.domain(), Requests.addressOf(ask.request())));
            }
            answer(ask, placed);
        }
    }

    private void retype(OwnershipEvent.Ask ask, Capability here, Request.Retype retype) {
        var object = here.object();
        long from = object.base() + retype.offset();
        long bytes = retype.count() * retype.bytes();
        boolean isFree = things.stream()
                .noneMatch(each -> each.parent().equals(Optional.of(object.id()))
                        && each.object().overlaps(from, bytes));
        if (!object.type().derives().contains(retype.type())
                || from + bytes > object.end()
                || retype.bytes() % retype.type().granularityBytes() != 0) {
            refuse(ask, Refusal.NOT_DERIVABLE);
        } else if (!isFree) {
            refuse(ask, Refusal.REVOKE_FIRST);
        } else {
            var placed = new ArrayList<Placed>();
            for (int each = 0; each < retype.count(); each++) {
                var child = new Described(nextId(), retype.type(), from + each * retype.bytes(), retype.bytes());
                things.add(new Thing(child, Optional.of(object.id())));
                placed.add(put(ask.domain(), new Capability(child, here.rights())));
            }
            if (retype.type() == CapabilityType.FRAME && object.type() == CapabilityType.RAM) {
                effects.add(new OwnershipEffect.Zero(from, bytes));
                waiting.add(new Waiting(ask, placed, new TreeSet<>(List.of(from))));
            } else {
                answer(ask, placed.toArray(Placed[]::new));
            }
        }
    }

    private void zeroed(OwnershipEvent.Zeroed zeroed) {
        for (var each : List.copyOf(waiting)) {
            if (each.pages().first() == zeroed.base()) {
                waiting.remove(each);
                if (leaving.remove(each.ask().domain())) {
                    leave(each.ask().domain());
                } else {
                    answer(each.ask(), each.placed().toArray(Placed[]::new));
                }
                return;
            }
        }
    }

    private void map(OwnershipEvent.Ask ask, Capability here, Request.MapOn map) {
        if (!map.cores().equals(List.of(core))) {
            refuse(ask, Refusal.NOT_SUPPORTED);
        } else if (!here.object().type().isMappable()) {
            refuse(ask, Refusal.NOT_MAPPABLE);
        } else if (!here.rights().has(Rights.READ | (map.write() ? Rights.WRITE : 0))
                || waiting.stream()
                        .anyMatch(each -> each.placed().stream()
                                .anyMatch(placed -> placed.capability().object().equals(here.object())))) {
            refuse(ask, Refusal.NO_RIGHT);
        } else {
            effects.add(new OwnershipEffect.OpenView(here.object(), ask.domain(), map.write()));
            answer(ask);
        }
    }

    void unmap(ObjectId object) {
        effects.add(new OwnershipEffect.CloseViews(object));
    }

    private void revoke(OwnershipEvent.Ask ask, Capability here, Address address) {
        var kept = new Key(ask.domain(), address);
        for (var thing : List.copyOf(things).reversed()) {
            if (isFrom(thing, here.object().id())) {
                unmap(thing.object().id());
                for (var key : keysOf(thing.object().id())) {
                    if (!key.equals(kept)) {
                        tables.get(key.domain()).remove(key.address());
                    }
                }
            }
        }
        bury();
        answer(ask);
    }
}
