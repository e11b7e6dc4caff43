/*
 * Two-phase commit as multikernel.agreement.Commits does it, from the votes on: 0 and 2 have agreed, 1 may agree or
 * refuse; then the coordinator sends its decision to 0 and 2, and 0 passes it on to 1. The coordinator and participant 0 may end at any moment, and leave the
 * view before or after; what they still say is heard only by those that were not told that view yet, and what is said
 * in a later view waits for it. Whoever is in doubt then asks the others, once in each view.
 *
 * Checked: nobody commits what someone aborted, or what someone did not agree to; nobody aborts what one has committed
 * that lives; at rest everyone that lives knows how it ended.
 *
 * Planted, one at a time: COMMITS_EARLY (before the last vote), ABORTS_ALONE (in doubt, without the others),
 * ABORTS_THE_SUSPECTED (before the coordinator has ended), HEARS_THE_LOST (nothing is fenced), COUNTS_OLD_ANSWERS (of an
 * earlier view), FORGETS_WHAT_IT_DID (who knows of a commit
 * tells nobody, and answers as if it did not), DOES_NOT_ASK.
 */
#define N 3
#define COORDINATOR 3

mtype = { commit, abort, ask, doubt, committed, aborted };

#define ASKED 0
#define AGREED 1
#define COMMITTED 2
#define ABORTED 3

byte stage[N] = { AGREED, ASKED, AGREED };
bool agreed[N] = { true, false, true };
/* Who left, in this order; a view is how many of these one was told. 4 is nobody. */
byte departed[2] = { 4, 4 };
byte departures;
byte view[N];
/* Whose loop has not ended. */
bool runs[4] = { true, true, true, true };
/* What the coordinator decided, and does itself. */
bool commits;

chan down0 = [1] of { mtype };
chan down2 = [1] of { mtype };
/* Between participants, from * N + to: the sender's view, what it says, the view in which it was asked. */
chan peer[9] = [5] of { byte, mtype, byte };

#define LEFT(i, who) ((view[i] > 0 && departed[0] == who) || (view[i] > 1 && departed[1] == who))
#define OVER(i, who) (LEFT(i, who) && !runs[who])

#ifdef HEARS_THE_LOST
#define FENCED(i, who) false
#else
#define FENCED(i, who) LEFT(i, who)
#endif
#ifdef FORGETS_WHAT_IT_DID
#define WHAT_IS_COMMITTED aborted
#define TELLS false
#else
#define WHAT_IS_COMMITTED committed
#define TELLS true
#endif
#ifdef COUNTS_OLD_ANSWERS
#define COUNTS(i, about) true
#else
#define COUNTS(i, about) (about == view[i])
#endif
#ifdef COMMITS_EARLY
#define ENOUGH_AGREED (agreed[0] && agreed[2])
#else
#define ENOUGH_AGREED (agreed[0] && agreed[1] && agreed[2])
#endif
#define OTHERS_DOUBT(i) \
  ((i == 0 || inDoubt[0] || OVER(i, 0)) && (i == 1 || inDoubt[1]) && (i == 2 || inDoubt[2]))
#if defined(ABORTS_ALONE)
#define MAY_ABORT(i) true
#elif defined(ABORTS_THE_SUSPECTED)
#define MAY_ABORT(i) OTHERS_DOUBT(i)
#else
#define MAY_ABORT(i) (OTHERS_DOUBT(i) && OVER(i, COORDINATOR))
#endif

inline decideCommit(i) {
  assert(stage[i] == AGREED);
  assert(agreed[0] && agreed[1] && agreed[2]);
  assert(stage[0] != ABORTED && stage[1] != ABORTED && stage[2] != ABORTED);
  stage[i] = COMMITTED
}

inline decideAbort(i) {
  assert(!commits || !runs[COORDINATOR]);
  assert(stage[0] != COMMITTED || !runs[0]);
  assert(stage[1] != COMMITTED && stage[2] != COMMITTED);
  stage[i] = ABORTED
}

/* Nothing but a question means anything to one who knows how it ended, so nothing else is said to it. */
#define MINDS(who, what) (stage[who] <= AGREED || what == ask)

inline tell(i, what, round) {
  if
  :: i != 0 && !LEFT(i, 0) && MINDS(0, what) -> peer[i * N]!view[i], what, round
  :: else
  fi;
  if
  :: i != 1 && MINDS(1, what) -> peer[i * N + 1]!view[i], what, round
  :: else
  fi;
  if
  :: i != 2 && MINDS(2, what) -> peer[i * N + 2]!view[i], what, round
  :: else
  fi
}

active proctype Coordinator() {
end:
  if
  :: atomic { runs[COORDINATOR] && ENOUGH_AGREED ->
      commits = true;
      assert(agreed[0] && agreed[1] && agreed[2]);
      down0!commit };
    atomic { runs[COORDINATOR] -> down2!commit }
  :: atomic { runs[COORDINATOR] && (stage[0] == ABORTED || stage[1] == ABORTED || stage[2] == ABORTED) -> down0!abort };
    atomic { runs[COORDINATOR] -> down2!abort }
  fi
}

/* What participant i does when it is told the decision, by the coordinator or on its way down. */
inline heed(i, decision) {
  if
  :: decision == commit && stage[i] == AGREED -> decideCommit(i)
  :: decision == abort && stage[i] == AGREED -> decideAbort(i)
  :: decision == abort && stage[i] == ASKED -> stage[i] = ABORTED
  :: else
  fi
}

/* What participant i hears from j. */
inline hear(i, j) {
  peer[j * N + i]?sentIn, what, about;
  if
  :: FENCED(i, j)
  :: else ->
    if
    :: what == ask ->
      if
      :: stage[j] > AGREED
      :: stage[j] <= AGREED && stage[i] == COMMITTED -> peer[i * N + j]!view[i], WHAT_IS_COMMITTED, about
      :: stage[j] <= AGREED && stage[i] == AGREED -> peer[i * N + j]!view[i], doubt, about
      :: else -> peer[i * N + j]!view[i], aborted, about
      fi
    :: what == doubt && stage[i] == AGREED && COUNTS(i, about) -> inDoubt[j] = true
    :: what == committed && stage[i] == AGREED -> decideCommit(i); tell(i, committed, 0)
    :: what == aborted && stage[i] == AGREED -> decideAbort(i)
    :: what == commit && stage[i] == AGREED ->
      decideCommit(i);
      if
      :: LEFT(i, COORDINATOR) -> tell(i, committed, 0)
      :: else
      fi
    :: what == abort -> heed(i, abort)
    :: else
    fi
  fi;
  what = 0;
  sentIn = 0;
  about = 0
}

#define HEARS(i, j) \
  (peer[j * N + i]?[0, _, _] || (view[i] >= 1 && peer[j * N + i]?[1, _, _]) \
    || (view[i] >= 2 && peer[j * N + i]?[2, _, _]))

proctype Participant(byte i) {
  bool inDoubt[N];
  byte sentIn, about;
  mtype what;
end:
  do
  :: atomic { runs[i] && stage[i] == ASKED && !LEFT(i, COORDINATOR) ->
      if
      :: stage[i] = AGREED; agreed[i] = true
      :: stage[i] = ABORTED
      fi }
  :: atomic { runs[i] && i == 0 && nempty(down0) ->
      down0?what;
      if
      :: !FENCED(i, COORDINATOR) -> heed(i, what)
      :: else -> what = 0
      fi };
    atomic {
      if
      :: runs[i] && what != 0 -> peer[1]!view[0], what, 0
      :: else
      fi;
      what = 0 }
  :: atomic { i == 2 && nempty(down2) ->
      down2?what;
      if
      :: !FENCED(i, COORDINATOR) -> heed(i, what)
      :: else
      fi;
      what = 0 }
  :: atomic { runs[i] && i != 0 && HEARS(i, 0) -> hear(i, 0) }
  :: atomic { runs[i] && i != 1 && HEARS(i, 1) -> hear(i, 1) }
  :: atomic { runs[i] && i != 2 && HEARS(i, 2) -> hear(i, 2) }
  :: atomic { runs[i] && view[i] < departures && departed[view[i]] != i ->
      view[i]++;
      inDoubt[0] = false;
      inDoubt[1] = false;
      inDoubt[2] = false;
      if
      :: LEFT(i, COORDINATOR) && stage[i] == ASKED -> stage[i] = ABORTED
#ifndef DOES_NOT_ASK
      :: LEFT(i, COORDINATOR) && stage[i] == AGREED -> tell(i, ask, view[i])
#endif
      :: departed[view[i] - 1] == COORDINATOR && stage[i] == COMMITTED && TELLS -> tell(i, committed, 0)
      :: else
      fi }
  :: atomic { runs[i] && stage[i] == AGREED && LEFT(i, COORDINATOR) && MAY_ABORT(i) ->
      decideAbort(i);
      inDoubt[0] = false;
      inDoubt[1] = false;
      inDoubt[2] = false }
  od
}

active proctype Guardian() {
end:
  do
  :: atomic { departures < 2 && departed[0] != COORDINATOR -> departed[departures] = COORDINATOR; departures++ }
  :: atomic { departures < 2 && departed[0] != 0 -> departed[departures] = 0; departures++ }
  :: runs[COORDINATOR] -> runs[COORDINATOR] = false
  :: runs[0] -> runs[0] = false
  od
}

active proctype Rest() {
end:
  timeout -> assert(stage[1] >= COMMITTED && stage[2] >= COMMITTED)
}

init {
  atomic {
    run Participant(0);
    run Participant(1);
    run Participant(2)
  }
}
