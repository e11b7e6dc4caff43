package multikernel.runtime

import akka.{actor => classic}
import akka.actor.{Actor, Props}
import akka.actor.typed.{ActorRef, Behavior, ChildFailed, DispatcherSelector, SupervisorStrategy}
import akka.actor.typed.scaladsl.Behaviors
import java.util.concurrent.atomic.{AtomicBoolean, AtomicInteger, AtomicLong}
import multikernel.base.CoreId
import org.scalatest.wordspec.AnyWordSpec

class FlowControlSpec extends AnyWordSpec with Patience {

  private case class Token(id: Int)

  private def cycle(cores: Cores, coreOfB: Int): (AtomicLong, AtomicLong) = {
    val (a, b) = (new AtomicLong, new AtomicLong)
    def passer(count: AtomicLong, to: => ActorRef[Token]): Behavior[Token] = Behaviors.receiveMessage { token =>
      count.incrementAndGet()
      to ! token
      Behaviors.same
    }
    lazy val refA: ActorRef[Token] = cores.on(0, s"a-$coreOfB")(passer(a, refB))
    lazy val refB: ActorRef[Token] = cores.on(coreOfB, s"b-$coreOfB")(passer(b, refA))
    val (first, second) = (refA, refB)
    cores.on(1, s"feeder-$coreOfB")(Behaviors.setup[Any] { _ =>
      (0 until 3000).foreach { id => first ! Token(id); second ! Token(id) }
      Behaviors.stopped
    })
    (a, b)
  }

  "Two actors that pass on more tokens than their mailboxes hold" should {
    "go on, on two cores and on one" in Cores(2) { cores =>
      for (coreOfB <- Seq(1, 0)) {
        val (a, b) = cycle(cores, coreOfB)
        eventually(assert(a.get > 200000 && b.get > 200000))
      }
      assert(cores.dropped.isEmpty)
    }
  }

  "Two actors that answer each message with two" should {
    "end in a refusal, never stand still, and leave a third alone" in Cores(2) { cores =>
      val third = new AtomicLong
      cores.on(0, "third")(Behaviors.setup[Int] { context =>
        context.self ! 0
        Behaviors.receiveMessage { _ => third.incrementAndGet(); context.self ! 0; Behaviors.same }
      })
      val failures = new Report[String]
      lazy val refs: Seq[ActorRef[Int]] = (0 to 1).map { i =>
        cores.on(i, s"doubler-$i")(Behaviors.setup[Int] { context =>
          val child = context.spawn(Behaviors.receiveMessage[Int] { n =>
            val to = refs(1 - i)
            to ! n
            to ! n
            Behaviors.same
          }, "inner", DispatcherSelector.sameAsParent)
          context.watch(child)
          Behaviors
            .receiveMessage[Int] { n => child ! n; Behaviors.same }
            .receiveSignal { case (_, ChildFailed(_, cause)) =>
              failures.tell(cause.getClass.getSimpleName)
              Behaviors.stopped
            }
        })
      }
      refs.foreach(_ ! 1)
      assert(failures.next() == "ChannelFull")
      eventually(assert(cores.droppedBecause(Dropped.Reason.CHANNEL_FULL) > 0))
      val before = third.get
      eventually(assert(third.get > before + 1000))
    }
  }

  "Two cores that flood each other" should {
    "deliver everything, in order" in Cores(2, "parked-per-sender-max = 200000, parked-per-core-max = 1000000") {
      cores =>
      val rounds = 20
      val report = new Report[String]
      case class Flood(number: Int)
      def flooder(name: String, peer: => ActorRef[Flood]): Behavior[Flood] = Behaviors.setup { _ =>
        var sent, seen = 0
        Behaviors.receiveMessage {
          case Flood(0) =>
            if (sent < rounds * 5120) {
              (1 to 5120).foreach { _ => sent += 1; peer ! Flood(sent) }
            }
            Behaviors.same
          case Flood(n) =>
            if (n != seen + 1) report.tell(s"$name: $n after $seen")
            seen = n
            if (seen == rounds * 5120) report.tell("complete")
            Behaviors.same
        }
      }
      lazy val refs: IndexedSeq[ActorRef[Flood]] =
        (0 until 8).map(i => cores.on(i % 2, s"flooder-$i")(flooder(s"flooder-$i", refs(i ^ 1))))
      for (_ <- 1 to rounds) refs.foreach(_ ! Flood(0))
      (0 until 8).foreach(_ => assert(report.next() == "complete"))
      assert(cores.dropped.isEmpty)
      eventually(assert(cores.net.channels.stream.allMatch(c => c.depth == 0 && c.sent == c.received + c.rejected)))
    }
  }

  "A parent that is full" should {
    "restart although the child whose end it waits for owes it messages, then get all of them in order" in Cores(2) {
      cores =>
      val report = new Report[Int]
      val parked = new AtomicBoolean
      val total = 6000
      class Child extends Actor {
        override def receive: Receive = { case to: classic.ActorRef => (1 to total).foreach(to ! _); parked.set(true) }
      }
      class Parent extends Actor {
        private var first = true
        context.actorOf(Props(new Child).withDispatcher(cores.cores(1).dispatcherId)) ! self
        override def postRestart(reason: Throwable): Unit = first = false
        override def receive: Receive = {
          case 1 if first && report.isEmpty && !restarted.getAndSet(true) =>
            eventually(assert(parked.get))
            throw new IllegalStateException("on purpose")
          case n: Int => report.tell(n)
        }
      }
      lazy val restarted = new AtomicBoolean
      cores.classic(0, "parent")(new Parent)
      (2 to total).foreach(n => assert(report.next() == n))
    }
  }

  "A slow actor" should {
    "not slow a fast one on the same lane to its pace" in Cores(2) { cores =>
      val (slow, fast) = (new AtomicInteger, new AtomicInteger)
      val slowRef = cores.on(1, "slow")(Behaviors.receiveMessage[Int] { _ =>
        val until = System.nanoTime + 50000
        while (System.nanoTime < until) Thread.onSpinWait()
        slow.incrementAndGet()
        Behaviors.same
      })
      val fastRef = cores.on(1, "fast")(Behaviors.receiveMessage[Int] { _ => fast.incrementAndGet(); Behaviors.same })
      def feeder(to: ActorRef[Int], name: String) = cores.on(0, name)(Behaviors.setup[Int] { context =>
        context.self ! 0
        Behaviors.receiveMessage { _ => (1 to 100).foreach(to ! _); context.self ! 0; Behaviors.same }
      })
      feeder(slowRef, "feeds-slow")
      feeder(fastRef, "feeds-fast")
      eventually(assert(slow.get > 5000))
      assert(fast.get > 2 * slow.get)
      assert(CellProbe.queued(slowRef) <= 2048)
    }
  }

  "A sender past its limit" should {
    val limits = "parked-per-sender-max = 500, mailbox-capacity = 64, lane-capacity = 64"

    def blocked(cores: Cores, release: AtomicBoolean) = cores.on(1, "blocked")(Behaviors.receiveMessage[Int] { _ =>
      while (!release.get) Thread.onSpinWait()
      Behaviors.same
    })

    "fail with ChannelFull where its supervision sees it, and restart" in Cores(2, limits) { cores =>
      val release = new AtomicBoolean
      val starts = new Report[Int]
      val to = blocked(cores, release)
      var count = 0
      val sender = cores.on(0, "sender")(
        Behaviors
          .supervise(ChannelFullInterceptor.around(Behaviors.setup[Int] { _ =>
            count += 1
            starts.tell(count)
            Behaviors.receiveMessage { n => (1 to n).foreach(to ! _); Behaviors.same }
          }))
          .onFailure[ChannelFull](SupervisorStrategy.restart))
      assert(starts.next() == 1)
      sender ! 2000
      assert(starts.next() == 2)
      release.set(true)
      eventually(assert(cores.droppedBecause(Dropped.Reason.CHANNEL_FULL) == 1))
    }

    "leave no message unaccounted for: received, rejected, or in the lane" in Cores(2, limits) { cores =>
      val release = new AtomicBoolean
      val to = blocked(cores, release)
      val sender = cores.on(0, "sender")(
        Behaviors
          .supervise(ChannelFullInterceptor.around(Behaviors.receiveMessage[Int] { n =>
            (1 to n).foreach(to ! _)
            Behaviors.same
          }))
          .onFailure[ChannelFull](SupervisorStrategy.restart))
      def lane = cores.net.channels.stream.filter(c => c.from == CoreId.of(0) && c.to == CoreId.of(1)).findFirst.get
      sender ! 2000
      eventually {
        val seen = lane
        assert(seen.rejected == 1 && seen.depth > 0)
        assert(seen.sent == seen.received + seen.rejected + seen.depth)
      }
      release.set(true)
      eventually {
        val seen = lane
        assert(seen.depth == 0 && seen.rejected == 1 && seen.sent == seen.received + 1)
      }
    }

    "be stopped by its parent without the interceptor, which is told why" in Cores(2, limits) { cores =>
      val release = new AtomicBoolean
      val report = new Report[Throwable]
      val to = blocked(cores, release)
      cores.on(0, "parent")(Behaviors.setup[Any] { context =>
        val child = context.spawn(Behaviors.receiveMessage[Int] { n =>
          (1 to n).foreach(to ! _)
          Behaviors.same
        }, "child", DispatcherSelector.sameAsParent)
        context.watch(child)
        child ! 2000
        Behaviors.receiveSignal[Any] { case (_, ChildFailed(_, why)) => report.tell(why); Behaviors.same }
      })
      assert(report.next().isInstanceOf[ChannelFull])
      release.set(true)
    }

    "lose nothing while it starts, and fail afterwards" in Cores(2, limits) { cores =>
      val release = new AtomicBoolean
      val report = new Report[Throwable]
      val seen = new AtomicInteger
      val to = cores.on(1, "blocked")(Behaviors.receiveMessage[Int] { _ =>
        while (!release.get) Thread.onSpinWait()
        seen.incrementAndGet()
        Behaviors.same
      })
      cores.on(0, "parent")(Behaviors.setup[Any] { context =>
        context.watch(context.spawn(Behaviors.setup[Int] { _ =>
          (1 to 2000).foreach(to ! _)
          Behaviors.empty
        }, "child", DispatcherSelector.sameAsParent))
        Behaviors.receiveSignal[Any] { case (_, ChildFailed(_, why)) => report.tell(why); Behaviors.same }
      })
      assert(report.next().isInstanceOf[ChannelFull])
      release.set(true)
      eventually(assert(seen.get == 2000))
    }
  }
}
