package multikernel.runtime

import akka.{actor => classic}
import akka.actor.typed.{ActorRef, Behavior, SupervisorStrategy, Terminated}
import akka.actor.typed.scaladsl.Behaviors
import java.util.concurrent.atomic.{AtomicBoolean, AtomicInteger}
import org.scalatest.wordspec.AnyWordSpec

class MessageOrderSpec extends AnyWordSpec with Patience {

  private case class Numbered(sender: Int, number: Int)

  private class Receiver(name: String, expected: Int, report: Report[String]) {
    val peak = new AtomicInteger
    private var last = Map.empty[Int, Int].withDefaultValue(0)
    private var seen = 0

    def behavior: Behavior[Numbered] = Behaviors.receive { (context, message) =>
      peak.accumulateAndGet(CellProbe.queued(context.self), math.max(_, _))
      if (last(message.sender) + 1 != message.number)
        report.tell(s"$name: ${message.number} of ${message.sender} came after ${last(message.sender)}")
      last += message.sender -> message.number
      seen += 1
      if (seen == expected) report.tell("complete")
      Behaviors.same
    }
  }

  private sealed trait Command
  private case object Burst extends Command

  /** Sends in bursts of 1,000 to each, one burst for each message to itself. */
  private def sender(
      id: Int,
      total: Int,
      receivers: Seq[ActorRef[Numbered]]
  ): Behavior[Command] = Behaviors.setup { context =>
    var sent = 0
    context.self ! Burst
    Behaviors.receiveMessage { _ =>
      val until = math.min(sent + 1000, total)
      while (sent < until) {
        sent += 1
        receivers.foreach(_ ! Numbered(id, sent))
      }
      if (sent < total) context.self ! Burst
      Behaviors.same
    }
  }

  "Two cores" should {
    "keep the order of every pair and lose nothing, with cores and other threads as senders" in Cores(2) { cores =>
      val each = 20000
      val report = new Report[String]
      val receivers = (0 until 4).map(i => new Receiver(s"receiver-$i", 6 * each, report))
      val refs = receivers.zipWithIndex.map { case (r, i) => cores.on(i % 2, s"receiver-$i")(r.behavior) }
      (0 until 4).foreach(i => cores.on(i % 2, s"sender-$i")(sender(i, each, refs)))
      val threads = (4 until 6).map { id =>
        val thread = new Thread(() => (1 to each).foreach(n => refs.foreach(_ ! Numbered(id, n))))
        thread.start()
        thread
      }
      (0 until 4).foreach(_ => assert(report.next() == "complete"))
      threads.foreach(_.join())
      assert(report.isEmpty)
      // bound 1,024, one lane 1,024, and what other threads have put into theirs, 4,096
      receivers.foreach(r => assert(r.peak.get <= 1024 + 1024 + 4096 + 2))
      assert(cores.dropped.isEmpty)
    }

    "keep a mailbox within its bound and what the lanes to its core held" in Cores(3) { cores =>
      val each = 50000
      val report = new Report[String]
      val receiver = new Receiver("receiver", 2 * each, report)
      val ref = cores.on(0, "receiver")(receiver.behavior)
      (1 to 2).foreach(i => cores.on(i, s"sender-$i")(sender(i, each, Seq(ref))))
      assert(report.next() == "complete")
      assert(receiver.peak.get <= 1024 + 2 * 1024)
    }
  }

  "A watcher" should {
    "learn that an actor has ended after all of its messages, on its own core and on another" in Cores(2) { cores =>
      for (parentCore <- 0 to 1; childCore <- 0 to 1) {
        val report = new Report[(Int, Boolean)]
        val parent = Behaviors.setup[Int] { context =>
          var seen = 0
          val name = s"child-$parentCore-$childCore"
          val child = cores.on(childCore, name)(Behaviors.receiveMessage[ActorRef[Int]] { to =>
            (1 to 5000).foreach(to ! _)
            Behaviors.stopped
          })
          context.watch(child)
          child ! context.self
          Behaviors
            .receiveMessage[Int] { n =>
              if (n != seen + 1) report.tell((n, false))
              seen = n
              Behaviors.same
            }
            .receiveSignal { case (_, Terminated(_)) =>
              report.tell((seen, true))
              Behaviors.stopped
            }
        }
        cores.on(parentCore, s"parent-$parentCore-$childCore")(parent)
        assert(report.next() == ((5000, true)))
      }
    }
  }

  "A top-level actor" should {
    "get what was sent to it before it started ahead of what the same sender sends afterwards" in Cores(2) { cores =>
      val report = new Report[Int]
      val sent, started = new Report[String]
      val release = new AtomicBoolean
      val blocker = cores.on(0, "blocker")(Behaviors.receiveMessage[Int] { _ =>
        while (!release.get) Thread.onSpinWait()
        Behaviors.same
      })
      val source = cores.on(1, "source")(Behaviors.receiveMessage[(Range, classic.ActorRef)] { case (numbers, to) =>
        numbers.foreach(to ! _)
        sent.tell("sent")
        Behaviors.same
      })
      class Late extends classic.Actor {
        override def receive: Receive = { case n: Int => report.tell(n) }
      }
      class Parent extends classic.Actor {
        private var child = classic.ActorRef.noSender
        override def receive: Receive = {
          case "spawn" =>
            val props = classic.Props(new Late).withDispatcher(cores.cores(0).dispatcherId)
            child = CellProbe.spawnLater(context, props, "late")
            source ! ((1 to 500, child))
            assert(sent.next() == "sent")
            blocker ! 1
            self ! "go on"
          case "go on" =>
            started.tell("started")
            source ! ((501 to 1000, child))
        }
      }
      val parent = cores.host("parent")(new Parent)
      parent ! "spawn"
      assert(started.next() == "started")
      assert(sent.next() == "sent")
      release.set(true)
      (1 to 1000).foreach(n => assert(report.next() == n))
    }
  }

  "An actor that restarts" should {
    "handle what waited behind the failing message, in order" in Cores(2) { cores =>
      for (from <- 0 to 1) {
        val report = new Report[Int]
        val failing = Behaviors
          .supervise(Behaviors.receiveMessage[Int] { n =>
            if (n % 100 == 0) throw new IllegalStateException("on purpose")
            report.tell(n)
            Behaviors.same
          })
          .onFailure(SupervisorStrategy.restart)
        val ref = cores.on(0, s"failing-$from")(failing)
        cores.on(from, s"feeder-$from")(Behaviors.setup[Any] { _ =>
          (1 to 1000).foreach(ref ! _)
          Behaviors.stopped
        })
        (1 to 1000).filter(_ % 100 != 0).foreach(n => assert(report.next() == n))
      }
    }
  }
}
