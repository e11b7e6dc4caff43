package multikernel.runtime

import akka.actor.typed.{ActorRef, Behavior}
import akka.actor.typed.scaladsl.Behaviors
import akka.dispatch.Envelope
import com.sun.management.ThreadMXBean
import java.lang.management.ManagementFactory
import java.util.concurrent.atomic.AtomicInteger
import org.scalatest.wordspec.AnyWordSpec

class StraightSpec extends AnyWordSpec with Patience {

  private case class Ball(to: ActorRef[Ball])

  private def hits(count: AtomicInteger): Behavior[Ball] = Behaviors.setup { context =>
    val ball = Ball(context.self)
    Behaviors.receiveMessage { from =>
      count.incrementAndGet()
      from.to ! ball
      Behaviors.same
    }
  }

  "Two actors of one core that answer each other at once" should {
    "leave its other actors, its tasks and its end their turns" in Cores(2) { cores =>
      val count, others, tasks = new AtomicInteger
      val a = cores.on(0, "a")(hits(count))
      val b = cores.on(0, "b")(hits(count))
      a ! Ball(b)
      val other = cores.on(0, "other")(Behaviors.setup[Int] { context =>
        Behaviors.receiveMessage { _ =>
          others.incrementAndGet()
          context.executionContext.execute(() => tasks.incrementAndGet())
          Behaviors.same
        }
      })
      cores.on(1, "feeds")(Behaviors.setup[Int] { _ => (1 to 3000).foreach(other ! _); Behaviors.stopped })
      eventually(assert(others.get == 3000 && tasks.get == 3000))
      val before = count.get
      eventually(assert(count.get > before + 1000))
      cores.cores(0).fence()
      eventually(assert(cores.cores(0).isEnded))
      cores.cores(0).bury(() => ())
    }
  }

  "What an actor sends to its own core" should {
    "arrive in order, whoever else runs between" in Cores(1) { cores =>
      val report = new Report[String]
      val total = 20000
      def collects(name: String): Behavior[Int] = Behaviors.setup { _ =>
        var last = 0
        Behaviors.receiveMessage { n =>
          if (n != last + 1) report.tell(s"$name: $n after $last")
          last = n
          if (n == total) report.tell("complete")
          Behaviors.same
        }
      }
      val (x, y) = (cores.on(0, "x")(collects("x")), cores.on(0, "y")(collects("y")))
      // each step is sent by itself, twice, or after the other's: what follows at once and what waits alternate
      cores.on(0, "sends")(Behaviors.setup[Int] { context =>
        var (sentX, sentY) = (0, 0)
        def toX() = if (sentX < total) { sentX += 1; x ! sentX }
        def toY() = if (sentY < total) { sentY += 1; y ! sentY }
        context.self ! 1
        Behaviors.receiveMessage { step =>
          step % 5 match {
            case 0 => toX()
            case 1 => toX(); toX()
            case 2 => context.self ! step + 1; toX(); toY()
            case 3 => toY(); toX(); toY(); toX()
            case 4 => toY()
          }
          if (step % 5 != 2 && (sentX < total || sentY < total)) context.self ! step + 1
          Behaviors.same
        }
      })
      assert(report.next() == "complete" && report.next() == "complete")
      assert(report.isEmpty)
    }

    "arrive when its sender fails or stops right after" in Cores(1) { cores =>
      val report = new Report[Int]
      val to = cores.on(0, "to")(Behaviors.receiveMessage[Int] { n => report.tell(n); Behaviors.same })
      for (i <- 1 to 200) {
        cores.on(0, s"sender-$i")(Behaviors.receiveMessage[Int] { n =>
          to ! n
          if (n % 2 == 0) throw new IllegalStateException("on purpose") else Behaviors.stopped
        }) ! i
      }
      assert((1 to 200).map(_ => report.next()).toSet == (1 to 200).toSet)
    }
  }

  "A tell" should {
    "cost no memory beyond Akka's envelope, on a core and between two" in {
      val bean = ManagementFactory.getThreadMXBean.asInstanceOf[ThreadMXBean]
      for (second <- 0 to 1) Cores(2) { cores =>
        val rounds = 20000
        val results = new Report[Long]
        val threads = new Report[Long]
        (0 to 1).foreach(i =>
          cores.on(i, s"thread-$i")(Behaviors.setup[Int] { _ =>
            threads.tell(Thread.currentThread.threadId); Behaviors.stopped
          }))
        val ids = Array(threads.next(), threads.next())
        def allocated = bean.getThreadAllocatedBytes(ids).sum
        val pong = cores.on(second, "pong")(Behaviors.setup[Ball] { context =>
          val ball = Ball(context.self)
          Behaviors.receiveMessage { from => from.to ! ball; Behaviors.same }
        })
        val ping = cores.on(0, "ping")(Behaviors.setup[Ball] { context =>
          val ball = Ball(context.self)
          var left = 0
          Behaviors.receiveMessage { from =>
            if (left == 0) { left = rounds; from.to ! ball }
            else {
              left -= 1
              if (left == 0) results.tell(0) else from.to ! ball
            }
            Behaviors.same
          }
        })
        // interpreted code boxes here and there; compiled code does not, so some window has to be exact
        eventually {
          val before = allocated
          ping ! Ball(pong)
          results.next()
          val perTell = (allocated - before).toDouble / (2 * rounds)
          assert(perTell < envelopeBytes + 0.5)
        }
      }
    }
  }

  private def envelopeBytes: Long = {
    val bean = ManagementFactory.getThreadMXBean.asInstanceOf[ThreadMXBean]
    val kept = new Array[Envelope](1000)
    val before = bean.getCurrentThreadAllocatedBytes
    var i = 0
    while (i < kept.length) {
      kept(i) = CellProbe.envelope("message")
      i += 1
    }
    (bean.getCurrentThreadAllocatedBytes - before) / kept.length
  }
}
