package multikernel.shard;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import multikernel.agreement.group.Operation;
import multikernel.shard.ShardAct.Answered;
import multikernel.shard.ShardAct.Refused;
import multikernel.shard.ShardMessage.Asked;
import multikernel.shard.ShardMessage.Declined;
import multikernel.shard.ShardMessage.Done;
import org.jspecify.annotations.Nullable;

/** Mistakes that an implementation of hosts could make; the world has to notice each one. */
@SuppressWarnings("ImmutableEnumChecker") // a bug keeps nothing
enum ShardBugs {
    /** The first start of a second node founds the partitions again. */
    FOUNDS_TWICE(new ShardBug() {
        @Override
        public boolean founds(int node) {
            return node < 2;
        }
    }),
    /** A core that starts again where the partitions were founded founds them again, and asks nobody. */
    FOUNDS_AGAIN_WITHOUT_ASKING(new ShardBug() {
        @Override
        public boolean foundsAgainWithoutAsking() {
            return true;
        }
    }),
    /** A host that has a seat says that it has none. */
    DENIES_ITS_SEAT(new ShardBug() {
        @Override
        public boolean deniesItsSeat() {
            return true;
        }
    }),
    /**
     * A node takes itself for the heir of who began the cluster though others have left since, or were there before.
     */
    INHERITS_ANYHOW(new ShardBug() {
        @Override
        public boolean inheritsAnyhow() {
            return true;
        }
    }),
    /** Who founds a partition takes replicas before the nodes agreed that it begins there. */
    GROWS_UNAGREED(new ShardBug() {
        @Override
        public boolean growsUnagreed() {
            return true;
        }
    }),
    /** Who founded a partition keeps it though the nodes agreed that it begins elsewhere. */
    KEEPS_WHAT_BEGINS_ELSEWHERE(new ShardBug() {
        @Override
        public boolean keepsWhatBeginsElsewhere() {
            return true;
        }
    }),
    /** Who has said that it has no seat takes one of who founded before. */
    TAKES_A_SEAT_AFTER_ITS_WORD(new ShardBug() {
        @Override
        public boolean hearsWhoIsOver() {
            return true;
        }
    }),
    /** A write is answered when it is begun. */
    ANSWERS_AT_ONCE(new ShardBug() {
        @Override
        public boolean answersAtOnce() {
            return true;
        }
    }),
    /** What is asked for again is taken for something new. */
    NAMES_AGAIN_WHAT_IS_ASKED_AGAIN(saying((by, message) -> message instanceof Asked asked
            ? renamed(
                    asked,
                    operation -> new Operation(operation.origin(), 1_000_000 + asked.ticket(), operation.since()))
            : message)),
    /** Whoever asks again says that it was never done before now. */
    TAKES_THE_FORGOTTEN_FOR_NEVER_DONE(hearing((by, message) -> message instanceof Asked asked
            ? renamed(
                    asked,
                    operation -> new Operation(
                            operation.origin(),
                            operation.number(),
                            by.shards.partition(asked.partition()).committed()))
            : message)),
    /** An owner reads what it has as long as it thinks that it is the owner. */
    READS_WITHOUT_A_LEASE(new ShardBug() {
        @Override
        public boolean readsWithoutLease() {
            return true;
        }
    }),
    /** A dispatcher that has forgotten everything goes on as if it had not. */
    KEEPS_ITS_SEAT_WITHOUT_ITS_MEMORY(new ShardBug() {
        @Override
        public boolean keepsSeat() {
            return true;
        }
    }),
    /** Who is silent is taken for lost. */
    REPLACES_WHO_IS_SILENT(new ShardBug() {
        @Override
        public boolean takesTheSilentForLost() {
            return true;
        }
    }),
    /** A core says that it has ended, and then it ends. */
    ENDS_AFTER_IT_SAID_SO(new ShardBug() {
        @Override
        public boolean endsAfterItSaidSo() {
            return true;
        }
    }),
    /** A core that is only stuck is said to have ended. */
    TAKES_THE_STUCK_FOR_ENDED(new ShardBug() {
        @Override
        public boolean takesTheStuckForEnded() {
            return true;
        }
    }),
    /** The number of a start is of the same era as that of one which is fenced and goes on. */
    BEGINS_NO_ERA(new ShardBug() {
        @Override
        public boolean beginsNoEra() {
            return true;
        }
    }),
    /** Every second answer comes twice. */
    ANSWERS_TWICE(new ShardBug() {
        @Override
        public List<ShardAct> done(ShardAct act) {
            return act instanceof Answered answered && answered.ticket() % 2 == 0 ? List.of(act, act) : List.of(act);
        }
    }),
    /** What may have been done is said not to be. */
    SAYS_THAT_THE_UNDECIDED_IS_NOT_DONE(new ShardBug() {
        @Override
        public List<ShardAct> done(ShardAct act) {
            return List.of(
                    act instanceof Refused refused && refused.why().isUndecided()
                            ? new Refused(refused.ticket(), ShardRefusal.NO_OWNER)
                            : act);
        }
    }),
    /** An owner whose time is over says that nothing will come of what it has begun. */
    DECLINES_WHAT_IT_HAS_BEGUN(
            saying((by, message) -> message instanceof Declined declined && declined.why() == ShardRefusal.TIMED_OUT
                    ? new Declined(declined.ticket(), ShardRefusal.NO_OWNER, declined.index(), declined.owner())
                    : message)),
    /** An asker takes everything up to the future for done. */
    KNOWS_MORE_THAN_IS_DONE(saying((by, message) ->
            message instanceof Done done ? new Done(done.ticket(), done.index() + 1000, done.result()) : message)),
    /** Some commands are forgotten. */
    LOSES_COMMANDS(new ShardBug() {
        @Override
        public List<ShardAct> done(ShardAct act) {
            return act instanceof Refused refused && refused.ticket() % 2 == 0 ? List.of() : List.of(act);
        }
    }),
    /** A host was given other limits: it has enough with fewer seats. */
    SEATS_TOO_FEW(new ShardBug() {
        @Override
        public ShardLimits limits(ShardLimits limits, int node) {
            return withReplicas(limits, Math.max(1, limits.replicas() - 1));
        }
    });

    final ShardBug bug;

    ShardBugs(ShardBug bug) {
        this.bug = bug;
    }

    private static ShardBug saying(BiFunction<ShardStart, ShardMessage, @Nullable ShardMessage> change) {
        return new ShardBug() {
            @Override
            public @Nullable ShardMessage said(ShardStart by, ShardMessage message) {
                return change.apply(by, message);
            }
        };
    }

    private static ShardBug hearing(BiFunction<ShardStart, ShardMessage, @Nullable ShardMessage> change) {
        return new ShardBug() {
            @Override
            public @Nullable ShardMessage heard(ShardStart by, ShardMessage message) {
                return change.apply(by, message);
            }
        };
    }

    private static Asked renamed(Asked asked, UnaryOperator<Operation> change) {
        Optional<Operation> operation = asked.operation().map(change);
        return new Asked(asked.ticket(), asked.partition(), operation, asked.command());
    }

    private static ShardLimits withReplicas(ShardLimits old, int replicas) {
        return new ShardLimits(
                old.partitions(),
                replicas,
                old.group(),
                old.commandNanos(),
                old.waitingMax(),
                old.askNanos(),
                old.pauseNanos(),
                old.rankNanos(),
                old.drainNanos(),
                old.settleNanos(),
                old.restNanos());
    }
}
