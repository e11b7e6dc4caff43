package multikernel.runtime

import akka.actor.typed.scaladsl.Behaviors
import java.lang.foreign.{MemorySegment, ValueLayout}
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

  private def handler(onLine: (Incarnation, Int) => Unit, onRoom: Incarnation => Unit = _ => ()): ControlHandler =
    new ControlHandler {
      override def line(from: Incarnation, memory: MemorySegment, offset: Long, tag: Int): Unit = {
        assert(memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset) == -tag)
        onLine(from, tag)
      }
      override def room(to: Incarnation): Unit = onRoom(to)
    }

  /** Sends a line with this tag, unless there is no room. */
  private def offer(channel: ControlChannel, tag: Int): Boolean = {
    val line = channel.claim()
    if (line >= 0) {
      channel.memory.set(ValueLayout.JAVA_INT_UNALIGNED, line, -tag)
      channel.publish(tag)
    }
    line >= 0
  }

  /** Sends lines with these tags from one core to another, from now on and as there is room. */
  private def send(cores: Cores, from: Int, to: Int)(tags: Int*): Unit = {
    val left = scala.collection.mutable.Queue(tags: _*)
    onThread(cores, from, s"send-${tags.head}") {
      val channel = Incarnation.current.control(cores.cores(to))
      def go(): Unit = while (left.nonEmpty && offer(channel, left.head)) left.dequeue()
      Incarnation.current.onControl(handler((_, _) => (), _ => go()))
      go()
    }
  }

  private def control(cores: Cores) = cores.net.channels.asScala.filter(_.plane == Plane.CONTROL).toSeq

  "A control channel" should {
    "wake its receiver, on the receiver's thread, with the sender's name" in Cores(2) { cores =>
      val report = new Report[(String, Int, String)]
      onThread(cores, 1, "listen") {
        Incarnation.current.onControl(handler { (from, tag) =>
          report.tell((from.toString, tag, Thread.currentThread.getName))
        })
      }
      eventually(assert(cores.cores(1).reading.asleep))
      send(cores, 0, 1)(7)
      assert(report.next() == (("core-0.1", 7, "core-1")))
      eventually(assert(control(cores).map(c => (c.from.index, c.to.index, c.sent, c.received)) == Seq((0, 1, 1, 1))))
    }

    "be made by its receiver, keep lines until there is a handler, refuse when full, and tell when there is room" in
      Cores(2, "control-capacity = 64") { cores =>
        val taken = new Report[Int]
        send(cores, 0, 1)(1 to 100: _*)
        eventually(assert(control(cores).map(c => (c.sent, c.depth, c.received)) == Seq((64, 64, 0))))
        assert(control(cores).head.stalls > 0)
        onThread(cores, 1, "listen")(Incarnation.current.onControl(handler((_, tag) => taken.tell(tag))))
        assert((1 to 100).map(_ => taken.next()) == (1 to 100))
        eventually(assert(control(cores).map(c => (c.sent, c.depth, c.received)) == Seq((100, 0, 100))))
      }

    "come before data that waits" in Cores(2) { cores =>
      val report = new Report[Any]
      val begun = new Report[Int]
      val release = new AtomicBoolean
      onThread(cores, 1, "listen")(Incarnation.current.onControl(handler((_, tag) => report.tell(s"control $tag"))))
      send(cores, 0, 1)(1)
      assert(report.next() == "control 1")
      val worker = cores.on(1, "worker")(Behaviors.receiveMessage[Int] { n =>
        if (n == 1) begun.tell(n)
        while (!release.get) Thread.onSpinWait()
        report.tell(n)
        Behaviors.same
      })
      (1 to 1000).foreach(worker ! _)
      assert(begun.next() == 1)
      send(cores, 0, 1)(2)
      release.set(true)
      assert(report.next() == 1)
      assert(report.next() == "control 2")
    }

    "be cut, and count what is dropped, when its peer is fenced" in Cores(2) { cores =>
      cores.cores(1).fence()
      eventually(assert(cores.ended.containsKey("core-1")))
      onThread(cores, 0, "send") {
        val channel = Incarnation.current.control(cores.cores(1))
        assert(channel.isCut && !offer(channel, 1))
        channel.drop()
      }
      eventually(assert(cores.droppedBecause(Dropped.Reason.CORE_STUCK) == 1))
    }

    "leave what a fenced core still writes to nobody, in memory that stays valid" in Cores(2) { cores =>
      val (taken, ready, go) = (new Report[Int], new Report[Boolean], new AtomicBoolean)
      onThread(cores, 1, "listen")(Incarnation.current.onControl(handler((_, tag) => taken.tell(tag))))
      send(cores, 0, 1)(1)
      assert(taken.next() == 1)
      cores.on(0, "zombie")(Behaviors.setup[Any] { _ =>
        val channel = Incarnation.current.control(cores.cores(1))
        val line = channel.claim()
        ready.tell(line >= 0)
        while (!go.get) Thread.onSpinWait()
        channel.memory.set(ValueLayout.JAVA_INT_UNALIGNED, line, -2)
        channel.publish(2)
        Behaviors.stopped
      })
      assert(ready.next())
      cores.cores(0).fence()
      go.set(true)
      eventually(assert(cores.ended.containsKey("core-0")))
      cores.cores(0).bury(() => ())
      onThread(cores, 1, "turn")(())
      eventually(assert(control(cores).isEmpty))
      assert(taken.isEmpty)
    }

    "end the core whose handler throws" in Cores(2) { cores =>
      val broken = handler((_, _) => throw new IllegalStateException("broken"))
      onThread(cores, 1, "listen")(Incarnation.current.onControl(broken))
      send(cores, 0, 1)(1)
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
