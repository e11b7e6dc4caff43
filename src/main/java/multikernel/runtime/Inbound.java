package multikernel.runtime;

import akka.actor.ActorCell;
import multikernel.urpc.Lane;

/** A lane as its receiver sees it. */
record Inbound(Incarnation from, Lane<ActorCell, Object> lane) {}
