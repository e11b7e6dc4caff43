/*
 * A group of three members as multikernel.agreement.group does it, two of which are candidates, once each and with a
 * ballot of its own, that want to write one thing at one index: promises, adoption of the highest, acceptance by a
 * majority, and reads under a lease. A message is lost by never being heard, and heard again at any later time: what
 * was said stays said. Time is two bits for each promise of a lease: a member's, that it has granted one, is over only
 * after the owner's belief in it.
 *
 * Checked: no two owners have chosen different values; whoever may read knows every value that was chosen before.
 *
 * Planted, one at a time: HEEDS_OLD_BALLOTS (a member accepts below what it promised), ADOPTS_NOTHING (an owner writes
 * its own value), CHOOSES_BY_ONE_MEMBER (no majority),
 * PROMISES_DURING_A_LEASE (a member forgets what it granted), READS_AFTER_ITS_LEASE (an owner forgets the time),
 * FORGETS_ITS_PROMISES (a member ends and comes back under its old name).
 */
#define N 3
#define OWNERS 2

/* Ballots are 1 and 2, as are the values that owners would like to write; 0 is none. */
byte promised[N];
byte accepted[N];
byte value[N];
/* To whom a lease was granted, and whether that owner still believes in it. */
byte granted[N];
bool believes[6];

/* What was said: promises of member m to ballot b, and what it had accepted then. */
bool saidPromise[6];
byte saidBallot[6];
byte saidValue[6];
/* What owner b asks to accept; 0 before. */
byte proposed[3];
bool saidAccepted[6];
byte chosen[3];
#ifdef FORGETS_ITS_PROMISES
bool forgot;
#endif

#define AT(b, m) ((b - 1) * N + m)
#define COUNT(array, b) (array[AT(b, 0)] + array[AT(b, 1)] + array[AT(b, 2)])

#ifdef CHOOSES_BY_ONE_MEMBER
#define ENOUGH(count) (count >= 1)
#else
#define ENOUGH(count) (count >= 2)
#endif
#ifdef HEEDS_OLD_BALLOTS
#define HEEDS(m, b) true
#else
#define HEEDS(m, b) (b >= promised[m])
#endif
#ifdef PROMISES_DURING_A_LEASE
#define FREE(m, b) true
#else
#define FREE(m, b) (granted[m] == 0 || granted[m] == b)
#endif
#ifdef READS_AFTER_ITS_LEASE
#define MAY_READ(b) (chosen[b] != 0)
#else
#define MAY_READ(b) (chosen[b] != 0 && COUNT(believes, b) >= 2)
#endif

inline look(b, m) {
  if
  :: saidPromise[AT(b, m)] && saidBallot[AT(b, m)] > best ->
    best = saidBallot[AT(b, m)];
    adopted = saidValue[AT(b, m)]
  :: else
  fi
}

proctype Owner(byte b) {
  byte best, adopted;
end:
  do
  :: atomic { proposed[b] == 0 && COUNT(saidPromise, b) >= 2 ->
      adopted = b;
#ifndef ADOPTS_NOTHING
      look(b, 0);
      look(b, 1);
      look(b, 2);
#endif
      proposed[b] = adopted }
  :: atomic { chosen[b] == 0 && ENOUGH(COUNT(saidAccepted, b)) ->
      chosen[b] = proposed[b];
      assert(chosen[1] == 0 || chosen[2] == 0 || chosen[1] == chosen[2]) }
  od
}

/* An owner that may read is the only one that may have written last: nobody else can choose meanwhile. */
active proctype Reader() {
end:
  do
  :: atomic { MAY_READ(1) && MAY_READ(2) -> assert(false) }
  :: atomic { MAY_READ(1) && COUNT(saidPromise, 2) >= 2 && ENOUGH(COUNT(saidAccepted, 2)) -> assert(false) }
  od
}

proctype Member(byte m) {
  byte b;
end:
  do
  :: atomic { b = 1; goto hear }
  :: atomic { b = 2; goto hear }
  :: atomic { granted[m] != 0 ->
      /* The lease runs out: first for the owner, at any time later for the member. */
      if
      :: believes[AT(granted[m], m)] -> believes[AT(granted[m], m)] = false
      :: !believes[AT(granted[m], m)] -> granted[m] = 0
      fi }
#ifdef FORGETS_ITS_PROMISES
  :: atomic { !forgot -> forgot = true; promised[m] = 0; accepted[m] = 0; value[m] = 0; granted[m] = 0 }
#endif
  od;
hear:
  if
  :: atomic { b > promised[m] && FREE(m, b) ->
      promised[m] = b;
      saidPromise[AT(b, m)] = true;
      saidBallot[AT(b, m)] = accepted[m];
      saidValue[AT(b, m)] = value[m] }
  :: atomic { proposed[b] != 0 && HEEDS(m, b) ->
      promised[m] = (b > promised[m] -> b : promised[m]);
      accepted[m] = b;
      value[m] = proposed[b];
      saidAccepted[AT(b, m)] = true;
      if
      :: granted[m] = b; believes[AT(b, m)] = true
      :: true
      fi }
  :: true
  fi;
  b = 0;
  goto end
}

init {
  atomic {
    run Owner(1);
    run Owner(2);
    run Member(0);
    run Member(1);
    run Member(2)
  }
}
