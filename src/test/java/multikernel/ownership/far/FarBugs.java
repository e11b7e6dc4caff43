package multikernel.ownership.far;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Refusal;
import multikernel.ownership.far.FarEnvelope.Said;
import multikernel.ownership.far.FarMessage.Answered;
import multikernel.ownership.far.FarMessage.Asked;

/** Mistakes that an implementation could make; the world has to notice each one. */
@SuppressWarnings("ImmutableEnumChecker") // a bug keeps nothing
enum FarBugs {
    /** A node takes its own start for enough: it serves whatever others hear of it. */
    SERVES_WITHOUT_A_MAJORITY(new FarBug() {
        @Override
        public FarLimits limits(FarLimits limits) {
            return new FarLimits(
                    limits.namesMax(),
                    limits.heldMax(),
                    limits.asksMax(),
                    limits.endedMax(),
                    Long.MAX_VALUE / 4,
                    limits.limitNanos(),
                    limits.againNanos());
        }
    }),
    /** Who has removed a node still says that it hears it. */
    HEARS_WHO_IS_GONE(new FarBug() {
        @Override
        public boolean hearsAnyone() {
            return true;
        }
    }),
    /** Who is removed stays a member. */
    KEEPS_WHO_HAS_GONE(new FarBug() {
        @Override
        public NodeView viewed(NodeView before, NodeView next) {
            var all = new ArrayList<NodeMember>(next.members());
            for (var member : before.members()) {
                if (all.stream().noneMatch(each -> each.name().equals(member.name()))) {
                    all.add(member);
                }
            }
            return new NodeView(next.number(), all);
        }
    }),
    /** What any start of a node says is taken for what its present one says. */
    BELIEVES_EVERY_START(new FarBug() {
        @Override
        public List<Said> heard(FarStation by, String from, Said said) {
            int present = by.view.members().stream()
                    .filter(member -> member.name().equals(from))
                    .mapToInt(NodeMember::incarnation)
                    .findFirst()
                    .orElse(said.from());
            return List.of(new Said(present, said.start(), by.member.incarnation(), said.message()));
        }
    }),
    /** A request without an answer is made again as a new one. */
    ASKS_TWICE(new FarBug() {
        @Override
        public List<FarMessage> said(FarMessage message) {
            return message instanceof Asked asked
                    ? List.of(asked, new Asked(asked.ticket() + 1, asked.name(), asked.request()))
                    : List.of(message);
        }
    }),
    /** Holders are not told of the end of what they hold. */
    TELLS_NO_HOLDER(new FarBug() {
        @Override
        public List<FarMessage> said(FarMessage message) {
            return message instanceof FarMessage.Gone ? List.of() : List.of(message);
        }
    }),
    /** Home does not look whether what it has named is still there. */
    NEVER_LOOKS(new FarBug() {
        @Override
        public boolean isBlind() {
            return true;
        }
    }),
    /** A holder that deletes does not say so. */
    DELETES_IN_SILENCE(new FarBug() {
        @Override
        public List<FarMessage> said(FarMessage message) {
            return message instanceof FarMessage.Dropped ? List.of() : List.of(message);
        }
    }),
    /** What may have been done is said not to be. */
    SAYS_THAT_THE_UNDECIDED_IS_NOT_DONE(new FarBug() {
        @Override
        public List<FarEffect> done(FarEffect effect) {
            return effect instanceof FarEffect.Ended(long ticket, FarResult.Refused(var why, var detail))
                            && why == Refusal.TIMED_OUT
                    ? List.of(new FarEffect.Ended(ticket, new FarResult.Refused(Refusal.NO_TIER, detail)))
                    : List.of(effect);
        }
    }),
    /** Every second end of a request is forgotten. */
    LOSES_ENDS(new FarBug() {
        @Override
        public List<FarEffect> done(FarEffect effect) {
            return effect instanceof FarEffect.Ended ended && ended.ticket() % 2 == 0 ? List.of() : List.of(effect);
        }
    }),
    /** Every second request is done twice. */
    DOES_TWICE(new FarBug() {
        @Override
        public List<FarEffect> done(FarEffect effect) {
            return effect instanceof FarEffect.Perform perform && perform.ticket() % 2 == 0
                    ? List.of(perform, perform)
                    : List.of(effect);
        }
    }),
    /** Home says that all is well before it was done. */
    ANSWERS_AT_ONCE(new FarBug() {
        @Override
        public List<FarMessage> said(FarMessage message) {
            return message instanceof Answered answered
                    ? List.of(new Answered(answered.ticket(), FarResult.DONE))
                    : List.of(message);
        }
    });

    final FarBug bug;

    FarBugs(FarBug bug) {
        this.bug = bug;
    }
}
