/*
 * A revoke that races copies and deletes, with three cores: 0 owns the object and knows who shares it; 1 and 2 may copy
 * it to one another, which goes through the owner, and delete what they hold. The owner revokes in two phases: mark and
 * vote, then drop and acknowledge. The wrong schedule of TN-013 (a copy that overtakes the revoke on its way from 1 to
 * 2) cannot occur, since every copy comes from the owner, on the channel on which the revoke comes.
 *
 * Checked: once a revoke is answered, nobody holds a copy, and none is on its way; at rest the owner knows exactly who
 * holds one.
 *
 * Planted, one at a time: COPIES_TO_PEERS (a copy goes from 1 to 2 directly, as in TN-013), SHARES_AFTERWARDS (the owner
 * counts a sharer only once it has answered), HEEDS_CROSSING_DROPS (a drop that crosses a copy takes the sharer out),
 * DOES_NOT_WAIT (a revoke begins while a copy is on its way, and asks only those that have answered).
 */
#define COPIES 3
#define DELETES 2

mtype = { copying, install, installed, refused, dropped, prepare, vote, drop, acknowledge };

/* To and from each core; what an answer says of who holds; copies from peer to peer, which only a mistake makes. */
chan down[3] = [4] of { mtype };
chan up[3] = [4] of { mtype, bool };
chan across[3] = [2] of { mtype };

bool holds[3];
bool marked[3];
bool sharer[3];
/* Copies on their way from the owner. */
byte underWay[3];
byte copiesLeft = COPIES;
byte deletesLeft = DELETES;
bool revoked;

#define OTHER(core) (3 - core)

proctype Holder(byte core) {
end:
  do
  :: atomic { holds[core] && !marked[core] && copiesLeft > 0 ->
      copiesLeft--;
#ifdef COPIES_TO_PEERS
      across[OTHER(core)]!install
#else
      up[core]!copying, true
#endif
    }
  :: atomic { holds[core] && !marked[core] && deletesLeft > 0 ->
      deletesLeft--;
      holds[core] = false;
      up[core]!dropped, false }
  :: atomic { across[core]?install -> holds[core] = true }
  :: atomic { down[core]?install -> holds[core] = true; up[core]!installed, true }
  :: atomic { down[core]?prepare -> marked[core] = true; up[core]!vote, holds[core] }
  :: atomic { down[core]?drop ->
      marked[core] = false;
      holds[core] = false;
      up[core]!acknowledge, false }
  od
}

inline take(from) {
  up[from]?said, has;
  if
  :: said == copying ->
    /* One who is no sharer any more has nothing to copy; one that is being revoked waits for nothing. */
    if
    :: sharer[from] && !revoking ->
      underWay[OTHER(from)]++;
#ifndef SHARES_AFTERWARDS
      sharer[OTHER(from)] = true;
#endif
      down[OTHER(from)]!install
    :: else
    fi
  :: said == installed ->
    underWay[from]--;
    if
    :: underWay[from] == 0 || sharer[from] == false -> sharer[from] = true
    :: else
    fi
  :: said == dropped ->
#ifndef HEEDS_CROSSING_DROPS
    if
    :: underWay[from] == 0 -> sharer[from] = false
    :: else
    fi
#else
    sharer[from] = false
#endif
  :: said == vote -> votes++
  :: said == acknowledge -> sharer[from] = false; acknowledged++
  fi;
  said = 0;
  has = false
}

#ifdef DOES_NOT_WAIT
#define MAY_REVOKE true
#else
#define MAY_REVOKE (underWay[1] == 0 && underWay[2] == 0)
#endif

active proctype Owner() {
  mtype said;
  bool has, revoking;
  byte votes, acknowledged, asked;
end:
  do
  :: atomic { nempty(up[1]) -> take(1) }
  :: atomic { nempty(up[2]) -> take(2) }
  :: atomic { !revoking && !revoked && MAY_REVOKE ->
      revoking = true;
      asked = 0;
      votes = 0;
      acknowledged = 0;
      if
      :: sharer[1] -> down[1]!prepare; asked = asked | 1
      :: else
      fi;
      if
      :: sharer[2] -> down[2]!prepare; asked = asked | 2
      :: else
      fi }
  :: atomic { revoking && asked != 0 && votes == (asked & 1) + (asked >> 1) ->
      votes = 4;
      if
      :: asked & 1 -> down[1]!drop
      :: else
      fi;
      if
      :: asked & 2 -> down[2]!drop
      :: else
      fi }
  :: atomic { revoking && acknowledged == (asked & 1) + (asked >> 1) ->
      revoking = false;
      revoked = true;
      votes = 0;
      acknowledged = 0;
      asked = 0;
      assert(!holds[1] && !holds[2]);
      assert(!(down[1]?[install]) && !(down[2]?[install]));
      assert(empty(across[1]) && empty(across[2])) }
  od
}

active proctype Rest() {
end:
  timeout -> assert(sharer[1] == holds[1] && sharer[2] == holds[2])
}

init {
  atomic {
    holds[1] = true;
    sharer[1] = true;
    run Holder(1);
    run Holder(2)
  }
}
