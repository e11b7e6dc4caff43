package multikernel.multicast;

import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.multicast.CastLedger.Note;
import multikernel.multicast.GroupMessage.Down;

/** Members send to all. */
record FarCasting(CastOptions options, CastBug bug, CastLedger ledger) implements FarPlay {

    private static final long PATIENCE = 4_000;

    @SuppressWarnings("unchecked") // the argument stands for the variable
    private static final Codec<GroupMessage<Note>> SHAPE = Codec.of(
            MethodHandles.lookup(),
            (Class<GroupMessage<Note>>) (Class<?>) GroupMessage.class,
            CodecLimits.DEFAULT,
            Note.class);

    FarCasting(CastOptions options, CastBug bug) {
        this(options, bug, new CastLedger(options));
    }

    @Override
    public Part joins(FarMember member) {
        return new Caster(this, member);
    }

    @Override
    public void rests(FarWorld world) {
        for (var member : world.members()) {
            ledger.require(FarPlay.of(member.part).acts(), member.seat + " cannot send though nothing is under way");
        }
        world.drains();
        var alive = new HashSet<Seat>();
        world.members().forEach(member -> alive.add(member.seat));
        ledger.closes(alive);
    }

    @Override
    public void require(boolean promise, String otherwise) {
        ledger.require(promise, otherwise);
    }

    private Tree tree(CoreId root, List<CoreId> others) {
        return options.seed() % 2 == 0
                ? Trees.binary(root, others)
                : Trees.twoLevel(root, others, core -> core.index() / 3);
    }

    private static final class Caster implements Part, Ground<Note> {
        private final FarCasting play;
        private final FarMember member;
        private final Casts<Note> casts;
        private final ArrayDeque<Down<Note>> mailbox = new ArrayDeque<>();

        Caster(FarCasting play, FarMember member) {
            this.play = play;
            this.member = member;
            var options = play.options;
            var limits = new CastLimits(options.window(), PATIENCE);
            casts = new Casts<>(member.seat.core(), options.order(), options.slow(), limits, play::tree, this);
        }

        @Override
        public void view(Roll roll) {
            casts.view(roll.view());
        }

        @Override
        @SuppressWarnings("unchecked") // members send nothing else
        public void heard(Object message) {
            casts.heard((GroupMessage<Note>) message);
        }

        @Override
        @SuppressWarnings("unchecked") // the same
        public Bytes encoded(Object message) {
            return SHAPE.encoded((GroupMessage<Note>) message);
        }

        @Override
        public Object decoded(Bytes octets) throws BadMessage {
            return SHAPE.decoded(octets);
        }

        @Override
        public List<Runnable> can() {
            return mailbox.isEmpty() ? List.of() : List.of(() -> casts.taken(mailbox.remove()));
        }

        @Override
        public void ticked(long now) {
            casts.ticked(now);
        }

        @Override
        public boolean acts() {
            var note = play.ledger.next(member.seat, member.roll().number());
            play.ledger.begins(note);
            if (casts.cast(note) != Said.ACCEPTED) {
                play.ledger.refused(note);
                return false;
            }
            return true;
        }

        @Override
        public boolean isWaiting() {
            return false;
        }

        @Override
        public void send(CoreId to, GroupMessage<Note> message) {
            play.bug.sent(message).forEach(each -> member.send(to, each));
        }

        @Override
        public void deliver(Down<Note> message) {
            mailbox.add(message);
            play.ledger.handed(member.seat, message.message(), message.firstView());
        }

        @Override
        public void room() {}

        @Override
        public void slow(Seat slow) {}

        @Override
        public void missed(Seat origin, long count) {
            play.ledger.missed(member.seat, count);
        }
    }
}
