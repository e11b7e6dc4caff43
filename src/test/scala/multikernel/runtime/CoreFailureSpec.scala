package multikernel.runtime

import akka.actor.typed.{ActorRef, Behavior, DispatcherSelector, PostStop, Terminated}
import akka.actor.typed.scaladsl.Behaviors
import akka.actor.typed.scaladsl.adapter._
import java.lang.ref.WeakReference
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.{AtomicBoolean, AtomicInteger}
import org.scalatest.wordspec.AnyWordSpec
import scala.jdk.CollectionConverters._

class CoreFailureSpec extends AnyWordSpec with Patience {

  private def deep(n: Int): Int = if (n == Int.MinValue) 0 else 1 + deep(n + 1) + deep(n + 2)

  private val failures = Seq[(String, () => Any)](
    "StackOverflowError" -> (() => deep(0)),
    "OutOfMemoryError" -> (() => throw new OutOfMemoryError("on purpose")),
    "NoSuchMethodError" -> (() => throw new NoSuchMethodError("on purpose")),
    "CoreFailure" -> (() => throw new CoreFailure("on purpose")))

  /** A parent on a core with a child; the child fails its core at the first message, others wait behind it. */
  private def family(fail: () => Any, report: Report[String]): Behavior[Int] = Behaviors.setup { context =>
    val child = context.spawn(
      Behaviors
        .receiveMessage[Int] { _ => fail(); Behaviors.same }
        .receiveSignal { case (_, PostStop) => report.tell("child stopped"); Behaviors.same },
      "child",
      DispatcherSelector.sameAsParent())
    Behaviors
      .receiveMessage[Int] { n => child ! n; Behaviors.same }
      .receiveSignal { case (_, PostStop) => report.tell("parent stopped"); Behaviors.same }
  }

  private def watching(cores: Cores, core: Incarnation, name: String, child: Behavior[Int], report: Report[String]) =
    cores.system.systemActorOf(
      Behaviors.setup[String] { context =>
        val ref = context.spawn(child, "family", DispatcherSelector.fromConfig(core.dispatcherId))
        context.watch(ref)
        (1 to 100).foreach(ref ! _)
        Behaviors
          .receiveMessage[String] { _ => context.stop(ref); Behaviors.same }
          .receiveSignal { case (_, Terminated(_)) => report.tell("terminated"); Behaviors.same }
      },
      name)

  "A core" should {
    for ((name, fail) <- failures)
      s"end by $name in an actor, be buried, and leave another core alone" in Cores(2) { cores =>
        val report = new Report[String]
        val third = new AtomicInteger
        val thirdRef = cores.on(1, "third")(Behaviors.receiveMessage[Int] { _ =>
          third.incrementAndGet()
          Behaviors.same
        })
        val host = watching(cores, cores.cores(0), "host", family(fail, report), report)
        eventually(assert(cores.ended.containsKey("core-0")))
        assert(cores.ended.get("core-0").exists(_.getClass.getSimpleName == name))
        assert(cores.cores(0).isEnded && cores.cores(0).reading.ended)
        host ! "stop"
        val buried = new AtomicBoolean
        cores.cores(0).bury(() => buried.set(true))
        assert(report.next() == "child stopped")
        assert(report.next() == "parent stopped")
        assert(report.next() == "terminated")
        eventually(assert(buried.get && cores.cores(0).isBuried))
        eventually(assert(cores.deadLetters.asScala.count(_.message.isInstanceOf[Int]) >= 90))
        thirdRef ! 1
        eventually(assert(third.get == 1))
        assert(!cores.net.incarnations.contains(cores.cores(0)))
        eventually(assert(!Thread.getAllStackTraces.keySet.asScala.exists(_.getName.startsWith("core-0"))))
      }

    "be buried by its own listener, and take an actor that was made for it too late" in Cores(1) { cores =>
      val report = new Report[String]
      val host = cores.system.systemActorOf(Behaviors.receiveMessage[String] { m =>
        report.tell(m)
        Behaviors.same
      }, "host")
      val onCore = cores.on(0, "on-core")(Behaviors.receiveMessage[String] { m =>
        report.tell(s"on core: $m")
        Behaviors.same
      })
      val start = new CoreStart(
        multikernel.base.CoreId.of(7),
        1,
        "multikernel.core-7",
        "core-7",
        DispatchLimits.of(com.typesafe.config.ConfigFactory.empty()),
        () => (),
        _ => {
          host ! "ended"
          onCore ! "ended"
          Incarnation.current.bury(() => host ! "buried")
        })
      val core = cores.net.start(start)
      val ref = cores.on(core, "failing")(Behaviors.receiveMessage[Int] {
        case 0 => throw new CoreFailure("on purpose")
        case _ => Behaviors.stopped
      })
      val watcher = cores.system.systemActorOf(
        Behaviors.setup[String] { context =>
          val child = context.spawn(Behaviors.receiveMessage[Int] { _ => throw new CoreFailure("on purpose") }, "child",
            DispatcherSelector.fromConfig("multikernel.core-7"))
          context.watch(child)
          child ! 1
          Behaviors
            .receiveMessage[String] { _ => context.stop(child); Behaviors.same }
            .receiveSignal { case (_, Terminated(_)) => report.tell("terminated"); Behaviors.same }
        },
        "watcher")
      assert(Set(report.next(), report.next()) == Set("ended", "on core: ended"))
      watcher ! "stop"
      assert(report.next() == "terminated")
      cores.system.toClassic.stop(ref.toClassic)
      assert(report.next() == "buried")
      val late = cores.on(core, "late")(Behaviors.setup[Int] { _ => report.tell("set up"); Behaviors.same })
      assert(report.next() == "set up")
      cores.system.toClassic.stop(late.toClassic)
      eventually(assert(core.reading.population == 0))
    }

    "be forgotten once it is over, while what is made for it still ends with a later start" in Cores(1) { cores =>
      def over(incarnation: Int) = {
        val core = cores.start(5, incarnation)
        core.stop()
        eventually(assert(core.isBuried))
        new WeakReference(core)
      }
      val starts = (1 to 3).map(over)
      val report = new Report[String]
      val late = cores.system.systemActorOf(
        Behaviors.setup[Int] { _ =>
          report.tell(Incarnation.current.dispatcherId)
          Behaviors.same
        },
        "late",
        DispatcherSelector.fromConfig("multikernel.core-5"))
      assert(report.next() == "multikernel.core-5.3")
      cores.system.toClassic.stop(late.toClassic)
      eventually {
        System.gc()
        assert(starts(0).get == null && starts(1).get == null)
      }
    }

    "start again under the next incarnation while the old one is not buried" in Cores(1) { cores =>
      val report = new Report[String]
      watching(cores, cores.cores(0), "host", family(() => throw new CoreFailure("on purpose"), report), report)
      eventually(assert(cores.ended.containsKey("core-0")))
      val next = cores.start(0, 2)
      val seen = new Report[String]
      cores.on(next, "new")(Behaviors.receiveMessage[Int] { _ =>
        seen.tell(Thread.currentThread.getName)
        Behaviors.same
      }) ! 1
      assert(seen.next() == "core-0.2")
      cores.cores(0).bury(() => report.tell("buried"))
      assertThrows[IllegalArgumentException](cores.start(0, 2))
    }

    "count what one behaviour sends to it after its end, and keep no more dead letters of it than a bound" in Cores(2) {
      cores =>
        val failing = cores.on(0, "failing")(Behaviors.receiveMessage[Int] { _ => throw new CoreFailure("on purpose") })
        failing ! 0
        eventually(assert(cores.ended.containsKey("core-0")))
        cores.on(1, "sender")(Behaviors.setup[Int] { _ =>
          (1 to 100000).foreach(failing ! _)
          Behaviors.same
        })
        eventually(assert(cores.droppedBecause(Dropped.Reason.CORE_ENDED) == 100000))
        eventually(assert(cores.deadLetters.size == DropLedger.LETTERS_MAX))
        cores.cores(0).bury(() => ())
    }

    "say to dead letters what is sent to it after its end, and never block the sender" in Cores(2) { cores =>
      val report = new Report[String]
      val failing = cores.on(0, "failing")(Behaviors.receiveMessage[Int] { _ => throw new CoreFailure("on purpose") })
      failing ! 0
      eventually(assert(cores.ended.containsKey("core-0")))
      cores.on(1, "sender")(Behaviors.setup[Int] { _ =>
        (1 to 5000).foreach(failing ! _)
        report.tell("sent")
        Behaviors.same
      })
      (1 to 5000).foreach(failing ! _)
      assert(report.next() == "sent")
      eventually(assert(cores.droppedBecause(Dropped.Reason.CORE_ENDED) == 10000))
      eventually(assert(cores.deadLetters.size == 10000))
      cores.cores(0).bury(() => ())
    }

    "stop when nobody lives on it, and tell its listener so" in Cores(2) { cores =>
      val ref = cores.on(0, "actor")(Behaviors.receiveMessage[Int] { _ => Behaviors.stopped })
      eventually(assert(cores.cores(0).reading.population == 1))
      cores.cores(0).stop()
      ref ! 1
      eventually(assert(cores.ended.get("core-0") == None && cores.ended.containsKey("core-0")))
      eventually(assert(cores.cores(0).isBuried))
    }
  }

  "A core that stands still" should {
    "be fenced: its senders go on, what waited for it is counted, and it ends when it comes back" in Cores(2) { cores =>
      val (stuck, release) = (new CountDownLatch(1), new CountDownLatch(1))
      val report = new Report[String]
      val after = new AtomicInteger
      val stuckRef = cores.on(0, "stuck")(Behaviors.receiveMessage[Int] { n =>
        if (n == 0) { stuck.countDown(); release.await() }
        else after.incrementAndGet()
        Behaviors.same
      })
      stuckRef ! 0
      stuck.await()
      // more than lane and mailbox hold: the sender is held
      val sender = cores.on(1, "sender")(Behaviors.receiveMessage[Int] { n =>
        (1 to n).foreach(stuckRef ! _)
        report.tell(s"sent $n")
        Behaviors.same
      })
      sender ! 5000
      sender ! 1
      assert(report.next() == "sent 5000")
      cores.cores(0).fence()
      assert(report.next() == "sent 1")
      eventually(assert(cores.droppedBecause(Dropped.Reason.CORE_STUCK) == 5001))
      assert(cores.cores(0).reading.fenced && !cores.cores(0).isEnded)
      val next = cores.start(0, 2)
      assert(next.incarnation == 2)
      release.countDown()
      eventually(assert(cores.ended.containsKey("core-0")))
      assert(cores.ended.get("core-0").isEmpty)
      assert(after.get == 0)
      val buried = new AtomicBoolean
      cores.cores(0).bury(() => buried.set(true))
      eventually(assert(cores.deadLetters.size == 5001))
      assert(cores.droppedBecause(Dropped.Reason.CORE_STUCK) == 5001)
    }
  }
}
