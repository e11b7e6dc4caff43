package multikernel.multicast;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.Tree;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.multicast.RoundLedger.Heap;

/** Members wait for each other, over trees whose first edges are nodes. */
record FarMeeting(RoundOptions options, RoundBug bug, RoundBug.Past past, RoundLedger ledger) implements FarPlay {

    private static final int PARTS_MAX = 3;
    /** Steps in which who has waited for long enough is told so. */
    private static final long SLACK = 2;

    @SuppressWarnings("unchecked") // the argument stands for the variable
    private static final Codec<RoundMessage<Heap>> SHAPE = Codec.of(
            MethodHandles.lookup(),
            (Class<RoundMessage<Heap>>) (Class<?>) RoundMessage.class,
            CodecLimits.DEFAULT,
            Heap.class);

    FarMeeting(RoundOptions options, RoundBug bug) {
        this(options, bug, new RoundBug.Past(), new RoundLedger(options));
    }

    @Override
    public Part joins(FarMember member) {
        return new Comer(this, member);
    }

    @Override
    public void require(boolean promise, String otherwise) {
        ledger.require(promise, otherwise);
    }

    @Override
    public void rests(FarWorld world) {
        for (int more = 0; more < PARTS_MAX; more++) {
            isAnybodyAwaited(world);
            int before = answered(world);
            world.members().forEach(FarMember::acts);
            world.drains();
            require(answered(world) > before, "all have handed in a part and nobody is answered");
        }
        isAnybodyAwaited(world);
        ledger.closes();
    }

    private int answered(FarWorld world) {
        return world.members().stream()
                .mapToInt(member -> ledger.answered(member.seat))
                .sum();
    }

    private void isAnybodyAwaited(FarWorld world) {
        var rounds = world.members().stream()
                .map(member -> ((Comer) FarPlay.of(member.part)).rounds)
                .toList();
        require(
                rounds.stream().noneMatch(Rounds::isWaiting)
                        || rounds.stream()
                                .anyMatch(each -> each.status(world.now).isOwing()),
                "all wait, and nobody is waited for");
    }

    private static Map<Seat, GroupPlace> seats(Roll roll) {
        return roll.members().stream().collect(Collectors.toMap(Enrolled::seat, FarMeeting::place));
    }

    private static GroupPlace place(Enrolled member) {
        return new GroupPlace(member.place().node().name(), member.place().core());
    }

    private static final class Comer implements Part, RoundGround<Heap> {
        private final FarMeeting play;
        private final FarMember member;
        private final Rounds<Heap> rounds;
        private long waits;
        private long lastRound;

        Comer(FarMeeting play, FarMember member) {
            this.play = play;
            this.member = member;
            boolean isHeld = play.bug != RoundBug.TOLD_BEFORE_ALL_HOLD;
            var limits = new RoundLimits(PARTS_MAX, play.options.patience(), isHeld);
            rounds = new Rounds<>(Set.of(), limits, this::tree, this);
        }

        private Tree tree(CoreId root, List<CoreId> others) {
            var roll = member.roll();
            return NodeTrees.over(
                    root, others, each -> roll.of(each).orElseThrow().place().node(), Trees::binary, 2);
        }

        @Override
        public void view(Roll roll) {
            play.ledger.view(roll.number(), seats(roll));
            rounds.view(
                    Roster.of(roll.view(), each -> place(roll.of(each).orElseThrow())),
                    roll.view().seats().contains(member.seat) ? Optional.of(member.seat.core()) : Optional.empty());
        }

        @Override
        @SuppressWarnings("unchecked") // members send nothing else
        public void heard(Object message) {
            rounds.heard(
                    play.bug.heard((RoundMessage<Heap>) message, member.roll().number()));
        }

        @Override
        @SuppressWarnings("unchecked") // the same
        public Bytes encoded(Object message) {
            return SHAPE.encoded((RoundMessage<Heap>) message);
        }

        @Override
        public Object decoded(Bytes octets) throws BadMessage {
            return SHAPE.decoded(octets);
        }

        @Override
        public List<Runnable> can() {
            return List.of();
        }

        @Override
        public void ticked(long now) {
            rounds.ticked(now);
            isToldInTime(now);
        }

        /** Of each round, whatever becomes of it. */
        private void isToldInTime(long now) {
            long round = rounds.status(now).round() + play.ledger.answered(member.seat);
            waits = round == lastRound && play.ledger.waiting(member.seat) > 0 ? waits + 1 : 0;
            lastRound = round;
            play.require(
                    waits <= 2 * play.options.patience() + SLACK,
                    member.seat + " waits and is told nothing for " + waits + " steps");
        }

        @Override
        public boolean acts() {
            if (play.ledger.waiting(member.seat) >= PARTS_MAX) {
                return false;
            }
            var part =
                    play.ledger.next(member.seat, member.place(), member.roll().number());
            var said = rounds.arrive(new Heap(List.of(part)), play.options.isFolded() ? Heap::and : null);
            if (said != Said.ACCEPTED) {
                play.ledger.refused(part);
            }
            play.require(
                    said == Said.ACCEPTED || !play.options.isPatient(),
                    member.seat + " hands in " + part + " and is told " + said);
            return said == Said.ACCEPTED;
        }

        @Override
        public boolean isWaiting() {
            return !play.options.isPatient() && play.ledger.waiting(member.seat) > 0;
        }

        @Override
        public void send(CoreId to, RoundMessage<Heap> message) {
            member.send(to, play.bug.sent(message, play.past));
        }

        @Override
        public void over(Outcome<Heap> outcome) {
            var alive = member.world.members().stream()
                    .filter(each -> each.part != null)
                    .collect(Collectors.toMap(each -> each.seat, FarMember::place));
            play.ledger.over(member.seat, outcome, alive);
        }

        @Override
        public void undecided(long round) {
            play.ledger.undecided(member.seat, round);
        }
    }
}
