package multikernel.runtime

import akka.actor.{Actor, ActorSystem}
import akka.actor.typed.scaladsl.{AbstractBehavior, ActorContext, Behaviors}
import akka.actor.typed.scaladsl.adapter._
import java.util.concurrent.{CountDownLatch, TimeUnit}
import java.util.concurrent.atomic.{AtomicBoolean, AtomicLong}
import multikernel.base.CoreId
import org.scalatest.wordspec.AnyWordSpec
import scala.jdk.CollectionConverters._

class StallSpec extends AnyWordSpec with Patience {

  import StallSpec._

  private def listening(system: ActorSystem): Report[Stalled] = {
    val stalls = new Report[Stalled]
    val listener = system.toTyped.systemActorOf(
      Behaviors.receiveMessage[Any] { case s: Stalled => stalls.tell(s); Behaviors.same; case _ => Behaviors.same },
      "stalls")
    system.eventStream.subscribe(listener.toClassic, classOf[Stalled])
    stalls
  }

  private def on[T](body: (Cores, Report[Stalled]) => T): T =
    Cores(2, "run-budget = 2ms") { cores => body(cores, listening(cores.system.toClassic)) }

  "A behaviour that keeps its core" should {
    "be reported while it does: core, actor, class, milliseconds and where it stands" in on { (cores, stalls) =>
      val release = new CountDownLatch(1)
      val ref = cores.on(1, "waits")(Behaviors.setup[Any](new Waits(_, release)))
      ref ! "wait"
      val stalled = stalls.next()
      assert(release.getCount == 1)
      release.countDown()
      assert(stalled.core == CoreId.of(1) && stalled.incarnation == 1)
      assert(stalled.actor == "/system/waits")
      assert(stalled.behavior == classOf[Waits].getName)
      assert(stalled.millis >= 2)
      assert(stalled.stack.asScala.exists(_.contains("CountDownLatch.await")))
      assert(stalled.stack.asScala.last.contains("StallSpec.scala"))
      assert(stalled.line.startsWith("core-1: /system/waits (multikernel.runtime.StallSpec$Waits) has run for "))
    }

    "be reported once for each message, the next one too" in on { (cores, stalls) =>
      val releases = Seq.fill(2)(new CountDownLatch(1))
      val ref = cores.classic(0, "waits")(new WaitsClassic)
      releases.foreach(ref ! _)
      for (release <- releases) {
        val stalled = stalls.next()
        assert(stalled.actor == "/system/waits" && stalled.behavior == classOf[WaitsClassic].getName)
        assert(stalls.isEmpty)
        release.countDown()
      }
    }

    "be reported while it starts, and so is a task" in on { (cores, stalls) =>
      val (starts, task) = (new CountDownLatch(1), new CountDownLatch(1))
      cores.on(0, "starts")(Behaviors.setup[Any] { _ => starts.await(); Behaviors.empty })
      assert(stalls.next().actor == "/system/starts")
      starts.countDown()
      val dispatcher = cores.system.classicSystem.dispatchers.lookup(cores.cores(0).dispatcherId)
      dispatcher.execute(() => task.await())
      val stalled = stalls.next()
      assert(stalled.actor == "" && stalled.behavior.startsWith(classOf[StallSpec].getName))
      task.countDown()
    }
  }

  "Behaviours that are many or have much to do" should {
    "not be taken for one that keeps its core" in on { (cores, stalls) =>
      val stop = new AtomicBoolean
      val handled = new AtomicLong
      (1 to 20).foreach(i =>
        cores.on(0, s"busy-$i")(Behaviors.setup[Int] { context =>
          context.self ! 0
          Behaviors.receiveMessage { n =>
            handled.incrementAndGet()
            if (!stop.get) context.self ! n
            Behaviors.same
          }
        }))
      // Looked at more often than it takes to accuse one: a stall of the other core has come and gone meanwhile.
      for (_ <- 1 to 3) {
        val release = new CountDownLatch(1)
        cores.classic(1, s"waits-${handled.get}")(new WaitsClassic) ! release
        assert(stalls.next().core == CoreId.of(1))
        release.countDown()
      }
      stop.set(true)
      assert(handled.get > 0 && stalls.isEmpty)
    }
  }

  "The collector" should {
    "be named where it was what kept every core" in Cores(2, "run-budget = 1ms") { cores =>
      val pauses = new Report[Paused]
      val listener = cores.system.systemActorOf(
        Behaviors.receiveMessage[Any] { case p: Paused => pauses.tell(p); Behaviors.same; case _ => Behaviors.same },
        "pauses")
      cores.system.toClassic.eventStream.subscribe(listener.toClassic, classOf[Paused])
      val kept = new Array[Array[Byte]](1000)
      eventually {
        kept.indices.foreach(i => kept(i) = new Array[Byte](10000))
        System.gc()
        assert(!pauses.isEmpty)
      }
      val paused = pauses.next()
      assert(paused.millis >= 1 && paused.collector.nonEmpty)
      assert(paused.line.startsWith("every core stood still for ") && paused.line.contains(paused.collector))
    }
  }

  "What is said of stalls" should {
    val calls = java.util.List.of("A.run(A.java:1)", "A.receive")
    val stalled = new Stalled(CoreId.of(0), 1, "/user/a", "A", 12, calls, false)

    "say where it is the JVM that loads classes" in {
      val loading = Array(
        new StackTraceElement("java.lang.ClassLoader", "defineClass1", null, -2),
        new StackTraceElement("A", "receive", "A.java", 7),
        new StackTraceElement("akka.actor.ActorCell", "invoke", null, 1))
      val loads = StallStack.of(loading)
      assert(loads.behavior == "A" && loads.isLoading && !StallStack.of(loading.drop(1)).isLoading)
      val told = new Stalled(CoreId.of(0), 1, "/user/a", "A", 12, loads.calls, true)
      assert(told.line.contains("without an end, while the JVM loads classes for it, at java.lang.ClassLoader"))
    }

    "name the same behaviour once a second, and then how often it was not named" in {
      val lines = new StallLines
      val second = TimeUnit.SECONDS.toNanos(1)
      val line = "core-0: /user/a (A) has run for 12 ms without an end, at A.run(A.java:1) < A.receive"
      assert(lines.line(stalled, 5).get == line)
      assert(lines.line(stalled, 6).isEmpty && lines.line(stalled, 4 + second).isEmpty)
      val other = new Stalled(CoreId.of(1), 1, "", "B", 12, java.util.List.of(), false)
      assert(lines.line(other, 7).get.startsWith("core-1: a task (B)"))
      assert(lines.line(stalled, 5 + second).get == line + "; 2 more since it was last said")
      assert(lines.line(stalled, 5 + 2 * second).get == line)
    }
  }
}

object StallSpec {
  private class Waits(context: ActorContext[Any], release: CountDownLatch) extends AbstractBehavior[Any](context) {
    override def onMessage(message: Any): akka.actor.typed.Behavior[Any] = { release.await(); this }
  }

  private class WaitsClassic extends Actor {
    override def receive: Receive = { case release: CountDownLatch => release.await() }
  }
}
