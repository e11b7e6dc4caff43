package multikernel.runtime

import akka.actor.typed.scaladsl.Behaviors
import java.util.concurrent.atomic.{AtomicBoolean, AtomicInteger}
import multikernel.base.Plane
import org.scalatest.wordspec.AnyWordSpec
import scala.jdk.CollectionConverters._

class ControlChannelSpec extends AnyWordSpec with Patience {

  /** Runs on a core's own thread. */
  private def onThread(cores: Cores, core: Int, name: String)(action: => Unit): Unit = {
    val done = new Report[Unit]
    cores.on(core, name)(Behaviors.setup[Any] { _ => action; done.tell(()); Behaviors.stopped })
    done.next()
  }

  private def handler(onMessage: (Incarnation, Any) => Unit, onRoom: Incarnation => Unit = _ => ()): ControlHandler =
    new ControlHandler {
      override def received(from: Incarnation, message: Object): Unit = onMessage(from, message)
      override def room(to: Incarnation): Unit = onRoom(to)
    }

  "A control channel" should {
    "wake its receiver, on the receiver's thread, with the sender's name" in Cores(2) { cores =>
      val report = new Report[(String, Any, String)]
      onThread(cores, 1, "listen") {
        Incarnation.current.onControl(handler { (from, m) =>
          report.tell((from.toString, m, Thread.currentThread.getName))
        })
      }
      eventually(assert(cores.cores(1).reading.asleep))
      onThread(cores, 0, "send")(assert(Incarnation.current.control(cores.cores(1)).offer("hello")))
      assert(report.next() == (("core-0.1", "hello", "core-1")))
      eventually {
        val control = cores.net.channels.asScala.filter(_.plane == Plane.CONTROL)
        assert(control.map(c => (c.from.index, c.to.index, c.sent, c.received)) == Seq((0, 1, 1, 1)))
      }
    }

    "keep messages until there is a handler, refuse when full, and tell when there is room" in Cores(
      2,
      "control-capacity = 64"
    ) { cores =>
      val room = new Report[Incarnation]
      val taken = new AtomicInteger
      onThread(cores, 0, "send") {
        Incarnation.current.onControl(handler((_, _) => (), room.tell))
        val channel = Incarnation.current.control(cores.cores(1))
        (1 to 64).foreach(n => assert(channel.offer(Int.box(n))))
        assert(!channel.offer(Int.box(65)))
        assert(channel.stalls == 1 && channel.depth == 64)
      }
      onThread(cores, 1, "listen")(Incarnation.current.onControl(handler((_, _) => taken.incrementAndGet())))
      eventually(assert(taken.get == 64))
      assert(room.next() == cores.cores(1))
    }

    "come before data that waits" in Cores(2) { cores =>
      val report = new Report[Any]
      val release = new AtomicBoolean
      onThread(cores, 1, "listen")(Incarnation.current.onControl(handler((_, m) => report.tell(m))))
      val worker = cores.on(1, "worker")(Behaviors.receiveMessage[Int] { n =>
        while (!release.get) Thread.onSpinWait()
        report.tell(n)
        Behaviors.same
      })
      (1 to 1000).foreach(worker ! _)
      onThread(cores, 0, "send")(assert(Incarnation.current.control(cores.cores(1)).offer("control")))
      release.set(true)
      assert(report.next() == 1)
      assert(report.next() == "control")
    }

    "take and count what is offered to a core that is fenced" in Cores(2) { cores =>
      cores.cores(1).fence()
      eventually(assert(cores.ended.containsKey("core-1")))
      onThread(cores, 0, "send")(assert(Incarnation.current.control(cores.cores(1)).offer("lost")))
      eventually(assert(cores.droppedBecause(Dropped.Reason.CORE_STUCK) == 1))
    }

    "end the core whose handler throws" in Cores(2) { cores =>
      val broken = handler((_, _) => throw new IllegalStateException("broken"))
      onThread(cores, 1, "listen")(Incarnation.current.onControl(broken))
      onThread(cores, 0, "send")(assert(Incarnation.current.control(cores.cores(1)).offer("x")))
      eventually(assert(Option(cores.ended.get("core-1")).flatten.exists(_.getMessage == "broken")))
    }
  }

  "A poller" should {
    "be polled while its core works, slept in when it has none, and woken by a message" in Cores(1) { cores =>
      val (polls, sleeps, wakeups) = (new AtomicInteger, new AtomicInteger, new AtomicInteger)
      val permit = new java.util.concurrent.Semaphore(0)
      val poller = new Poller {
        override def poll(): Int = { polls.incrementAndGet(); 0 }
        override def sleep(nanosMax: Long): Unit = {
          sleeps.incrementAndGet()
          permit.tryAcquire(nanosMax, java.util.concurrent.TimeUnit.NANOSECONDS)
          permit.drainPermits()
        }
        override def wakeup(): Unit = { wakeups.incrementAndGet(); permit.release() }
      }
      onThread(cores, 0, "attach")(Incarnation.current.attach(poller))
      eventually(assert(cores.cores(0).reading.asleep && sleeps.get > 0 && polls.get > 0))
      val seen = new Report[Int]
      cores.on(0, "actor")(Behaviors.receiveMessage[Int] { n => seen.tell(n); Behaviors.same }) ! 7
      assert(seen.next() == 7)
      assert(wakeups.get > 0)
      onThread(cores, 0, "detach")(Incarnation.current.detach(poller))
      val after = sleeps.get
      eventually(assert(cores.cores(0).reading.asleep))
      assert(sleeps.get <= after + 1)
    }
  }
}
