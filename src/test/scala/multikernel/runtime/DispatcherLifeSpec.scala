package multikernel.runtime

import akka.actor.{Actor, Props}
import akka.pattern.ask
import akka.util.Timeout
import com.typesafe.config.ConfigFactory
import java.nio.file.{Files, Path}
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import org.scalatest.wordspec.AnyWordSpec
import scala.concurrent.Await
import scala.concurrent.duration._

class DispatcherLifeSpec extends AnyWordSpec with DispatcherModel {

  "A drop-in dispatcher's own life" should {
    val core = "one-core { shutdown-timeout = %s }"

    def threadOf(model: Model): Thread = {
      val report = new Report[Any]
      val ref = model.actor(new Counts(report))
      ref ! run(Thread.currentThread)
      val thread = report.next().asInstanceOf[Thread]
      model.system.stop(ref)
      eventually(assert(model.dispatcher.inhabitants == 0))
      thread
    }

    "keep its core for actors that come before its shutdown-timeout is over" in on(dropIn, core.format("1h")) { model =>
      assert(threadOf(model) eq threadOf(model))
    }

    "end its core's thread after its shutdown-timeout, and start another for the next actor" in
      on(dropIn, core.format("1ms")) { model =>
        val first = threadOf(model)
        eventually(assert(!first.isAlive))
        assert(threadOf(model) ne first)
      }

    "never end under an actor that has just come" in on(dropIn, core.format("1ms")) { model =>
      implicit val timeout: Timeout = Timeouts.seconds.seconds
      for (n <- 1 to 300) {
        val ref = model.actor(new Actor {
          override def receive: Receive = { case n: Int => sender() ! n; context.stop(self) }
        })
        assert(Await.result(ref ? n, timeout.duration) == n)
      }
      eventually(assert(model.dispatcher.inhabitants == 0))
    }

    "count a task that waits as somebody who lives there" in on(dropIn, core.format("1ms")) { model =>
      val (entered, release) = (new CountDownLatch(1), new CountDownLatch(1))
      val report = new Report[Any]
      model.dispatcher.execute { () => entered.countDown(); release.await(); report.tell("first") }
      entered.await()
      model.dispatcher.execute(() => report.tell("second"))
      assert(model.dispatcher.inhabitants == 2)
      release.countDown()
      assert(report.next() == "first" && report.next() == "second")
      eventually(assert(model.dispatcher.inhabitants == 0))
    }
  }

  "A drop-in core" should {
    val status = Path.of("/proc/thread-self/status")

    def cpus(model: Model): String = {
      assume(Files.exists(status), "only Linux shows which CPUs a thread may use")
      val report = new Report[Any]
      val ref = model.actor(new Counts(report))
      ref ! run(Files.readAllLines(status).stream.filter(_.startsWith("Cpus_allowed_list:")).findFirst.get)
      report.next().toString.split("\\s+").last
    }

    "be bound to a CPU where its block says so" in on(dropIn, "one-core { pin = on }") { model =>
      assert(cpus(model).matches("\\d+"))
    }

    "be left to the system where it does not" in on(dropIn) { model =>
      val own = Files.readAllLines(Path.of("/proc/self/status")).stream.filter(_.startsWith("Cpus_allowed_list:"))
      assert(cpus(model) == own.findFirst.get.split("\\s+").last)
    }
  }

  "A core's dispatcher" should {
    "outlive its last actor" in Cores(1) { cores =>
      val report = new Report[Any]
      val dispatcher = cores.system.classicSystem.dispatchers.lookup(cores.cores(0).dispatcherId)
      for (round <- 1 to 2) {
        val ref = cores.classic(0, s"actor-$round")(new Counts(report))
        ref ! run(Thread.currentThread)
        val thread = report.next().asInstanceOf[Thread]
        cores.system.classicSystem.stop(ref)
        eventually(assert(dispatcher.asInstanceOf[CoreDispatcher].inhabitants == 0))
        dispatcher.asInstanceOf[CoreDispatcher].shutdown()
        assert(thread.isAlive)
      }
      assert(cores.ended.isEmpty)
    }
  }

  "A mailbox with a weight" should {
    "get so many slices for one of a mailbox without" in {
      val config = """
        one-core { slice-messages = 8, slice-time = 100ms }
        heavy { mailbox-type = "multikernel.runtime.UrpcMailbox", weight = 4 }
        """
      on(dropIn, config) { model =>
        val handled = Seq.fill(2)(new AtomicInteger)
        val done = new CountDownLatch(1)
        val atEnd = new AtomicInteger
        class Busy(mine: AtomicInteger) extends Actor {
          override def receive: Receive = { case message =>
            if (mine.incrementAndGet() == 40000) { atEnd.set(handled.last.get); done.countDown() }
            if (done.getCount > 0) self ! message
          }
        }
        val begin = new CountDownLatch(1)
        model.actor(new Counts(new Report)) ! run(begin.await())
        val props = handled.map(mine => Props(new Busy(mine)).withDispatcher(model.id))
        val refs = Seq(props.head.withMailbox("heavy"), props.last).map(model.host)
        for (n <- 1 to 200; ref <- refs) ref ! n
        begin.countDown()
        done.await()
        assert(math.abs(atEnd.get - 10000) < 500)
      }
    }

    "be refused beyond 16" in {
      val config = ConfigFactory.parseString("weight = 17")
      assert(intercept[Exception](DispatchLimits.of(config)).getMessage.contains("weight"))
    }
  }
}
