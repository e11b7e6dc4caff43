package multikernel.runtime

import akka.actor.{Actor, ActorInterruptedException, PoisonPill, Props, Stash, Terminated}
import akka.pattern.ask
import akka.util.Timeout
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.{AtomicBoolean, AtomicInteger}
import org.scalatest.wordspec.AnyWordSpec
import scala.concurrent.{Await, ExecutionContext, Future}
import scala.concurrent.duration._

/**
 * What Akka promises of any dispatcher, for one of a drop-in user and for one of a core. The cases are those of Akka's
 * own model of a dispatcher. Elsewhere: its own life (DispatcherLifeSpec); order and ask between cores
 * (MessageOrderSpec, ActorLifeSpec); a parent that suspends its child across cores, stash, timers (ActorLifeSpec);
 * bounds and refusals (FlowControlSpec); what is fatal (CoreFailureSpec, CoresSpec). Not here: that idle threads take
 * messages of busy ones (Akka's BalancingDispatcher), for an actor keeps its core, and a mailbox that several actors
 * share would be touched by several threads.
 */
class DispatcherModelSpec extends AnyWordSpec with DispatcherModel {

  for ((name, make) <- both)
    name should {
      "handle the messages of an actor one at a time" in on(make) { model =>
        val inside, together, handled = new AtomicInteger
        val ref = model.actor(new Actor {
          override def receive: Receive = { case _ =>
            if (inside.incrementAndGet() != 1) together.incrementAndGet()
            Thread.`yield`()
            inside.decrementAndGet()
            handled.incrementAndGet()
          }
        })
        threads(4)(_ => (1 to 500).foreach(ref ! _))
        eventually(assert(handled.get == 2000))
        assert(together.get == 0)
      }

      "take messages of many threads, each thread's in order" in on(make) { model =>
        val report = new Report[(Int, Int)]
        val ref = model.actor(new Actor {
          override def receive: Receive = { case (thread: Int, n: Int) => report.tell((thread, n)) }
        })
        threads(8)(thread => (1 to 300).foreach(n => ref ! ((thread, n))))
        val seen = (1 to 2400).map(_ => report.next())
        (0 until 8).foreach(t => assert(seen.collect { case (`t`, n) => n } == (1 to 300)))
      }

      "handle nothing of a suspended actor, and everything once it is resumed" in on(make) { model =>
        val report = new Report[Any]
        val ref = model.actor(new Counts(report))
        CellProbe.suspend(ref)
        eventually(assert(CellProbe.isSuspended(ref)))
        ref ! "kept"
        eventually(assert(CellProbe.queued(ref) == 1))
        // Another actor of the same core comes after it, and is answered: the first has had its turn.
        val other = model.actor(new Counts(report))
        other ! "other"
        assert(report.next() == "other" && CellProbe.queued(ref) == 1)
        CellProbe.resume(ref)
        assert(report.next() == "kept")
        assert(model.dispatcher.inhabitants == 2)
      }

      "stand waves of actors that come, work and go" in on(make) { model =>
        for (_ <- 1 to 3) {
          val report = new Report[Any]
          val parent = model.host(new Actor {
            private var ended = 0
            override def receive: Receive = {
              case count: Int =>
                (1 to count).foreach { i =>
                  val child = context.actorOf(Props(new Counts(report)).withDispatcher(model.id), s"child-$i")
                  context.watch(child)
                  child ! i
                  child ! PoisonPill
                }
              case Terminated(_) => ended += 1; if (ended == 500) report.tell("all ended")
            }
          })
          parent ! 500
          assert((1 to 501).map(_ => report.next()).toSet == (1 to 500).toSet + "all ended")
          eventually(assert(model.dispatcher.inhabitants == 0))
        }
      }

      "go on after actors that throw, each of which is restarted" in on(make) { model =>
        val report = new Report[Any]
        val restarts = new AtomicInteger
        val ref = model.actor(new Counts(report) {
          override def postRestart(reason: Throwable): Unit = restarts.incrementAndGet()
        })
        val bystander = model.actor(new Counts(report))
        ref ! 1
        ref ! run(throw new IllegalStateException("on purpose"))
        ref ! run(throw new java.rmi.RemoteException("on purpose"))
        ref ! 2
        bystander ! 3
        assert((1 to 3).map(_ => report.next()).toSet == Set(1, 2, 3))
        assert(restarts.get == 2)
      }

      "go on after an actor that is interrupted and throws, which is restarted" in on(make) { model =>
        val report = new Report[Any]
        val reasons = new Report[Throwable]
        val ref = model.actor(new Counts(report) {
          override def postRestart(reason: Throwable): Unit = reasons.tell(reason)
        })
        ref ! run { Thread.currentThread.interrupt(); throw new InterruptedException("on purpose") }
        ref ! run(Thread.currentThread.isInterrupted)
        assert(reasons.next().isInstanceOf[ActorInterruptedException])
        assert(report.next() == false)
      }

      "go on after an actor that is interrupted and does not throw, and keep it from the next message" in on(make) {
        model =>
        val report = new Report[Any]
        val ref = model.actor(new Counts(report))
        val other = model.actor(new Counts(report))
        def isInterrupted: Any = Thread.currentThread.isInterrupted
        ref ! run { Thread.currentThread.interrupt(); "by a message" }
        ref ! run(isInterrupted)
        assert((1 to 2).map(_ => report.next()) == Seq("by a message", false))
        other ! run(isInterrupted)
        assert(report.next() == false)
        model.dispatcher.execute { () => Thread.currentThread.interrupt(); report.tell("by a task") }
        model.dispatcher.execute(() => report.tell(isInterrupted))
        other ! run(isInterrupted)
        assert((1 to 3).map(_ => report.next()).toSet == Set("by a task", false))
      }

      "take an actor that stashes, which asks for a mailbox of its own kind" in on(make) { model =>
        val report = new Report[Any]
        val ref = model.actor(new Actor with Stash {
          override def receive: Receive = {
            case "go" => unstashAll(); context.become { case n: Int => report.tell(n) }
            case _    => stash()
          }
        })
        (1 to 100).foreach(ref ! _)
        ref ! "go"
        (101 to 200).foreach(ref ! _)
        assert((1 to 200).map(_ => report.next()) == (1 to 200))
      }

      "count its actors, and none of them twice when it is stopped twice" in on(make) { model =>
        val refs = (1 to 3).map(_ => model.actor(new Counts(new Report)))
        assert(model.dispatcher.inhabitants == 3)
        refs.foreach { ref => model.system.stop(ref); model.system.stop(ref); ref ! PoisonPill }
        eventually(assert(model.dispatcher.inhabitants == 0))
        val last = model.actor(new Counts(new Report))
        assert(model.dispatcher.inhabitants == 1)
        model.system.stop(last)
        eventually(assert(model.dispatcher.inhabitants == 0))
      }

      "handle what came before a stop, and give the rest to dead letters" in on(make) { model =>
        val (report, lost) = (new Report[Any], new Report[Any])
        val (entered, release) = (new CountDownLatch(1), new CountDownLatch(1))
        val listener = model.host(new Actor {
          override def receive: Receive = { case letter: akka.actor.DeadLetter => lost.tell(letter.message) }
        })
        model.system.eventStream.subscribe(listener, classOf[akka.actor.DeadLetter])
        val ref = model.actor(new Counts(report))
        ref ! run { entered.countDown(); release.await(); "entered" }
        entered.await()
        (1 to 100).foreach(ref ! _)
        ref ! PoisonPill
        (101 to 200).foreach(ref ! _)
        release.countDown()
        assert((0 to 100).map(_ => report.next()) == "entered" +: (1 to 100))
        assert((101 to 200).map(_ => lost.next()) == (101 to 200))
      }

      "answer an ask, and run futures on its core one after another" in on(make) { model =>
        implicit val timeout: Timeout = Timeouts.seconds.seconds
        implicit val executor: ExecutionContext = model.dispatcher
        val ref = model.actor(new Actor {
          override def receive: Receive = { case n: Int => sender() ! n + 1 }
        })
        assert(Await.result(ref ? 1, timeout.duration) == 2)
        val threads = Future.traverse((1 to 100).toList)(_ => Future(Thread.currentThread.getName))
        assert(Await.result(threads, timeout.duration).toSet == Set("core-0"))
        eventually(assert(model.dispatcher.inhabitants == 1))
      }

      "not run a batch of futures inside another, however deep they nest" in on(make) { model =>
        implicit val executor: ExecutionContext = model.dispatcher
        def descend(n: Int): Future[Int] = Future(n).flatMap(left => if (left == 0) Future(0) else descend(left - 1))
        assert(Await.result(descend(10000), Timeouts.seconds.seconds) == 0)
      }

      "hand a failing future's exception on, and go on" in on(make) { model =>
        implicit val executor: ExecutionContext = model.dispatcher
        val failed = Future[Int](throw new IllegalStateException("on purpose")).failed.map(_.getMessage)
        assert(Await.result(failed, Timeouts.seconds.seconds) == "on purpose")
        val report = new Report[Any]
        executor.execute(() => throw new IllegalStateException("nobody waits"))
        executor.execute(() => report.tell("next"))
        assert(report.next() == "next")
      }

      "let no actor starve another, however many messages it has" in on(make, "one-core { slice-messages = 5 }") {
        model =>
        val report = new Report[Any]
        val stop = new AtomicBoolean
        val greedy = model.actor(new Actor {
          override def receive: Receive = { case n: Int => if (!stop.get) self ! n }
        })
        (1 to 100).foreach(greedy ! _)
        val modest = model.actor(new Counts(report))
        (1 to 200).foreach(modest ! _)
        (1 to 200).foreach(n => assert(report.next() == n))
        stop.set(true)
      }
    }

  private def threads(count: Int)(body: Int => Unit): Unit = {
    val all = (0 until count).map { i =>
      val thread = new Thread(() => body(i))
      thread.start()
      thread
    }
    all.foreach(_.join())
  }
}
