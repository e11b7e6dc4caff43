package multikernel.runtime

import akka.actor.typed.{ActorRef, ActorSystem, Behavior, DispatcherSelector, MailboxSelector}
import akka.actor.typed.scaladsl.Behaviors
import com.typesafe.config.ConfigFactory
import java.util.concurrent.atomic.AtomicLong
import org.scalatest.wordspec.AnyWordSpec
import scala.concurrent.Await
import scala.concurrent.duration._
import scala.jdk.CollectionConverters._

class CoresSpec extends AnyWordSpec with Patience {

  private def coreThreads: Set[String] =
    Thread.getAllStackTraces.keySet.asScala.filter(_.isInstanceOf[CoreThread]).map(_.getName).toSet

  "Thirty-two cores" should {
    "pass tokens round without losing a wake-up, and then all sleep" in Cores(32) { cores =>
      for (tokens <- Seq(1, 64)) {
        val hops = new AtomicLong
        val end = if (tokens == 1) 3000 else 60000
        lazy val ring: IndexedSeq[ActorRef[Int]] = (0 until 32).map { i =>
          cores.on(i, s"ring-$tokens-$i")(Behaviors.receiveMessage[Int] { token =>
            if (hops.incrementAndGet() < end) ring((i + 1) % 32) ! token
            Behaviors.same
          })
        }
        (0 until tokens).foreach(t => ring(t % 32) ! t)
        eventually(assert(hops.get >= end))
      }
      eventually(assert(cores.cores.forall(_.reading.asleep)))
      assert(cores.net.incarnations.size == 32)
    }
  }

  "More cores than a word has bits" should {
    "reach each other" in Cores(70, "lane-capacity = 64, control-capacity = 64") { cores =>
      val report = new Report[Int]
      val refs = cores.cores.map(c => cores.on(c, s"actor-${c.id}")(Behaviors.receiveMessage[Int] { n =>
        report.tell(n)
        Behaviors.same
      }))
      cores.on(0, "sender")(Behaviors.setup[Any] { _ => refs.indices.foreach(i => refs(i) ! i); Behaviors.stopped })
      assert(refs.indices.map(_ => report.next()).toSet == refs.indices.toSet)
    }
  }

  "A core's reading" should {
    "tell turns, busy and idle time, its thread, and that it sleeps" in Cores(1) { cores =>
      val core = cores.cores(0)
      cores.on(0, "busy")(Behaviors.setup[Int] { context =>
        context.self ! 0
        Behaviors.receiveMessage { n => if (n < 50000) context.self ! n + 1; Behaviors.same }
      })
      eventually(assert(core.reading.asleep && core.reading.busyNanos > 0))
      val reading = core.reading
      assert(reading.turns > 0 && reading.idleNanos > 0 && reading.population == 1 && reading.runQueue == 0)
      assert(reading.threadName == "core-0" && !reading.ended && !reading.fenced)
      assert(reading.nativeThread > 0 || !new java.io.File("/proc/thread-self").exists)
    }

    "say that it is busy while it handles what woke it, though that is all there is" in Cores(1) { cores =>
      val core = cores.cores(0)
      val busy = new Report[Boolean]
      val ref = cores.on(0, "woken")(Behaviors.receiveMessage[Int] { _ =>
        busy.tell(core.liveness.isBusy)
        Behaviors.same
      })
      eventually {
        assert(core.reading.asleep)
        ref ! 1
        assert(busy.next())
      }
    }
  }

  "The end of the system" should {
    "leave no core thread, buried ones included" in {
      Cores(4) { cores =>
        cores.on(0, "works")(Behaviors.setup[Int] { context =>
          context.self ! 0
          Behaviors.receiveMessage { n => context.self ! n; Behaviors.same }
        })
        assert(coreThreads.size >= 4)
      }
      eventually(assert(coreThreads.isEmpty))
    }
  }

  "An application without a multikernel" should {
    val config = ConfigFactory.parseString("""
      akka.loglevel = OFF
      akka.stdout-loglevel = OFF
      akka.jvm-exit-on-fatal-error = off
      my-cores {
        type = "multikernel.runtime.CoreDispatcherConfigurator"
        mailbox-type = "multikernel.runtime.UrpcMailbox"
        mailbox-capacity = 16
        cores = [0, 1]
      }
      all-cores { type = "multikernel.runtime.CoreDispatcherConfigurator" }
      my-mailbox { mailbox-type = "multikernel.runtime.UrpcMailbox" }
      """).withFallback(ConfigFactory.load())

    def inSystem(body: ActorSystem[Nothing] => Unit): Unit = {
      val system = ActorSystem[Nothing](Behaviors.empty[Nothing], "drop-in", config)
      try body(system)
      finally {
        system.terminate()
        Await.result(system.whenTerminated, 20.seconds)
      }
      eventually(assert(coreThreads.isEmpty))
    }

    def namesThread(report: Report[(Int, String)], id: Int): Behavior[Int] = Behaviors.receiveMessage {
      case 0 => Behaviors.stopped
      case _ => report.tell((id, Thread.currentThread.getName)); Behaviors.same
    }

    "have its actors on cores by least load, each always on the same" in inSystem { system =>
      val report = new Report[(Int, String)]
      val mine = DispatcherSelector.fromConfig("my-cores")
      val refs = (0 until 4).map(i => system.systemActorOf(namesThread(report, i), s"actor-$i", mine))
      for (_ <- 1 to 5; ref <- refs) ref ! 1
      val seen = (1 to 20).map(_ => report.next()).groupBy(_._1).values.map(_.map(_._2).toSet)
      assert(seen.forall(_.size == 1))
      assert(seen.flatten.groupBy(identity).map { case (thread, of) =>
        thread -> of.size
      } == Map("core-0" -> 2, "core-1" -> 2))
    }

    "have its cores' threads end with the last actor, and come back with the next" in inSystem { system =>
      val report = new Report[(Int, String)]
      for (round <- 1 to 2) {
        val all = DispatcherSelector.fromConfig("all-cores")
        val ref = system.systemActorOf(namesThread(report, round), s"actor-$round", all)
        ref ! 1
        assert(report.next()._1 == round)
        ref ! 0
        eventually(assert(coreThreads.isEmpty))
      }
    }

    "keep order and bounds with the block's own limits" in inSystem { system =>
      val report = new Report[(Int, String)]
      val count = new AtomicLong
      val to = system.systemActorOf(
        Behaviors.receiveMessage[Int] { n =>
          if (count.incrementAndGet() != n) report.tell((n, "out of order"))
          if (n == 5000) report.tell((n, "done"))
          Behaviors.same
        },
        "to",
        MailboxSelector.fromConfig("my-mailbox").withDispatcherFromConfig("my-cores"))
      system.systemActorOf(Behaviors.setup[Any] { _ =>
        (1 to 5000).foreach(to ! _)
        Behaviors.stopped
      }, "from", DispatcherSelector.fromConfig("my-cores"))
      assert(report.next() == ((5000, "done")))
    }

    "end as elsewhere when something fatal is thrown" in inSystem { system =>
      system.systemActorOf(
        Behaviors.receiveMessage[Int] { _ => throw new NoSuchMethodError("on purpose") },
        "fatal",
        DispatcherSelector.fromConfig("my-cores")) ! 1
      Await.result(system.whenTerminated, Timeouts.seconds.seconds)
    }

    "be told in plain words when the mailbox meets another dispatcher" in inSystem { system =>
      val report = new Report[Throwable]
      system.systemActorOf(
        Behaviors.setup[Any] { context =>
          val props = MailboxSelector.fromConfig("my-mailbox")
          report.tell(intercept[Exception](context.spawn(Behaviors.empty[Int], "wrong", props)))
          Behaviors.stopped
        },
        "parent")
      assert(report.next().getCause.getMessage.contains("needs a dispatcher of type"))
    }
  }

  "Limits that contradict each other" should {
    "be refused with the key" in {
      for ((block, key) <- Seq(
          "mailbox-capacity = 3" -> "mailbox-capacity",
          "lane-capacity = 100" -> "lane-capacity",
          "parked-per-core-max = 10" -> "parked-per-core-max",
          "spin = 1ms" -> "spin"))
        assert(intercept[Exception](DispatchLimits.of(ConfigFactory.parseString(block))).getMessage.contains(key))
    }
  }
}
