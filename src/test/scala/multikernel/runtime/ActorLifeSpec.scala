package multikernel.runtime

import akka.actor.{Actor, PoisonPill}
import akka.actor.typed.{ActorRef, Behavior, ChildFailed, DispatcherSelector, PostStop, SupervisorStrategy, Terminated}
import akka.actor.typed.scaladsl.{AskPattern, Behaviors}
import akka.util.Timeout
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.{AtomicBoolean, AtomicInteger}
import org.scalatest.wordspec.AnyWordSpec
import scala.concurrent.{Await, Future}
import scala.concurrent.duration._
import scala.jdk.CollectionConverters._
import scala.util.{Failure, Success}

class ActorLifeSpec extends AnyWordSpec with Patience {

  private case class Question(n: Int, replyTo: ActorRef[Int])

  private val answers: Behavior[Question] = Behaviors.receiveMessage { q => q.replyTo ! q.n + 1; Behaviors.same }

  "An actor on a core" should {
    "always run on that core's thread" in Cores(2) { cores =>
      val threads = new Report[String]
      val ref = cores.on(1, "actor")(Behaviors.setup[Int] { _ =>
        threads.tell(Thread.currentThread.getName)
        Behaviors.receiveMessage[Int] { _ => threads.tell(Thread.currentThread.getName); Behaviors.stopped }
          .receiveSignal { case (_, PostStop) => threads.tell(Thread.currentThread.getName); Behaviors.same }
      })
      ref ! 1
      (1 to 3).foreach(_ => assert(threads.next() == "core-1"))
    }

    "answer an ask from a thread and from another core" in Cores(2) { cores =>
      implicit val timeout: Timeout = Timeouts.seconds.seconds
      val to = cores.on(1, "answers")(answers)
      val asked = AskPattern.Askable(to).ask[Int](Question(1, _))(timeout, cores.system.scheduler)
      assert(Await.result(asked, timeout.duration) == 2)
      val report = new Report[Int]
      for (core <- 0 to 1)
        cores.on(core, s"asks-$core")(Behaviors.setup[Int] { context =>
          context.ask[Question, Int](to, Question(40 + core, _)) { case Success(n) => n; case Failure(_) => -1 }
          Behaviors.receiveMessage { n => report.tell(n); Behaviors.stopped }
        })
      assert(Set(report.next(), report.next()) == Set(41, 42))
    }

    "pipe the result of a future to itself, and run tasks of its own dispatcher on its core" in Cores(1) { cores =>
      val report = new Report[(Int, String)]
      cores.on(0, "pipes")(Behaviors.setup[(Int, String)] { context =>
        val future = Future((7, Thread.currentThread.getName))(context.executionContext)
        context.pipeToSelf(future)(_.get)
        Behaviors.receiveMessage { m => report.tell(m); Behaviors.stopped }
      })
      assert(report.next() == ((7, "core-0")))
    }

    "stash more than its mailbox holds and unstash it in order" in Cores(2) { cores =>
      val report = new Report[Int]
      val ref = cores.on(0, "stashes")(Behaviors.withStash[Int](5000) { stash =>
        Behaviors.receiveMessage {
          case 0 => stash.unstashAll(Behaviors.receiveMessage { n => report.tell(n); Behaviors.same })
          case n => stash.stash(n); Behaviors.same
        }
      })
      cores.on(1, "feeds")(Behaviors.setup[Any] { _ => (1 to 4000).foreach(ref ! _); ref ! 0; Behaviors.stopped })
      (1 to 4000).foreach(n => assert(report.next() == n))
    }

    "be told by its timers" in Cores(1) { cores =>
      val report = new Report[String]
      cores.on(0, "timed")(Behaviors.withTimers[String] { timers =>
        timers.startTimerWithFixedDelay("tick", 1.milli)
        timers.startSingleTimer("once", 1.milli)
        var ticks = 0
        Behaviors.receiveMessage {
          case "tick" => ticks += 1; if (ticks == 5) { report.tell("ticked"); timers.cancelAll() }; Behaviors.same
          case other  => report.tell(other); Behaviors.same
        }
      })
      assert(Set(report.next(), report.next()) == Set("ticked", "once"))
    }

    "stop in the middle of a batch: what came before is done, the rest becomes dead letters" in Cores(2) { cores =>
      for (from <- 0 to 1) {
        val done = new AtomicInteger
        val before = cores.deadLetters.size
        val ref = cores.classic(0, s"stops-$from")(new Actor {
          override def receive: Receive = { case _: Int => done.incrementAndGet() }
        })
        cores.on(from, s"feeds-$from")(Behaviors.setup[Any] { _ =>
          (1 to 600).foreach(ref ! _)
          ref ! PoisonPill
          (1 to 300).foreach(ref ! _)
          Behaviors.stopped
        })
        eventually(assert(cores.deadLetters.size - before == 300))
        assert(done.get == 600)
      }
    }

    "suspend with its failing parent and handle everything after the restart" in Cores(2) { cores =>
      val report = new Report[Int]
      val (failed, go) = (new CountDownLatch(1), new AtomicBoolean)
      class Child extends Actor {
        override def receive: Receive = { case n: Int => report.tell(n) }
      }
      class Parent extends Actor {
        private val child = context.actorOf(akka.actor.Props(new Child).withDispatcher(cores.cores(1).dispatcherId))
        override def preRestart(reason: Throwable, message: Option[Any]): Unit = {
          failed.countDown()
          eventually(assert(go.get))
        }
        override def postRestart(reason: Throwable): Unit = ()
        override def receive: Receive = {
          case "fail" => throw new IllegalStateException("on purpose")
          case n: Int => context.children.foreach(_ ! n)
        }
      }
      val parent = cores.classic(0, "parent")(new Parent)
      parent ! "fail"
      (1 to 500).foreach(parent ! _)
      failed.await()
      go.set(true)
      // the restarted parent has made a second child
      (1 to 1000).map(_ => report.next()).groupBy(identity).foreach { case (_, twice) => assert(twice.size == 2) }
    }

    "leave its core alone when it throws a control throwable" in Cores(1) { cores =>
      val report = new Report[String]
      cores.on(0, "parent")(Behaviors.setup[Any] { context =>
        val child = context.spawn(
          Behaviors.receiveMessage[Int] { _ => throw new scala.util.control.ControlThrowable("on purpose") {} },
          "child",
          DispatcherSelector.sameAsParent())
        context.watch(child)
        child ! 1
        Behaviors.receiveSignal[Any] { case (_, ChildFailed(_, why)) => report.tell(why.getMessage); Behaviors.stopped }
      })
      assert(report.next() == "on purpose")
      assert(cores.ended.isEmpty)
    }

    "leave its core alone when its thread is interrupted" in Cores(1) { cores =>
      val report = new Report[Int]
      val ref = cores.on(0, "interrupts")(
        Behaviors
          .supervise(Behaviors.receiveMessage[Int] { n =>
            if (n == 1) Thread.currentThread.interrupt()
            report.tell(n)
            Behaviors.same
          })
          .onFailure(SupervisorStrategy.restart))
      (1 to 3).foreach(ref ! _)
      assert(report.next() == 1 && report.next() == 2 && report.next() == 3)
      eventually(assert(cores.cores(0).reading.asleep))
    }
  }

  "Thousands of children over two cores" should {
    "be spawned, watched, stopped and forgotten" in Cores(2) { cores =>
      val count = 2000
      val report = new Report[Int]
      cores.on(0, "parent")(Behaviors.setup[Any] { context =>
        var ended = 0
        (0 until count).foreach { i =>
          val child = context.spawn(
            Behaviors.receiveMessage[Int] { _ => Behaviors.stopped },
            s"child-$i",
            DispatcherSelector.fromConfig(cores.cores(i % 2).dispatcherId))
          context.watch(child)
          child ! 1
        }
        Behaviors.receiveSignal[Any] { case (_, Terminated(_)) =>
          ended += 1
          if (ended == count) { report.tell(ended); Behaviors.stopped } else Behaviors.same
        }
      })
      assert(report.next() == count)
      eventually(assert(cores.net.incarnations.asScala.forall(_.reading.population == 0)))
    }
  }
}
