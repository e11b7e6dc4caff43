package multikernel.runtime

import akka.actor.Actor
import akka.actor.typed.{ChildFailed, DispatcherSelector}
import akka.actor.typed.scaladsl.Behaviors
import akka.actor.typed.scaladsl.adapter._
import org.scalatest.wordspec.AnyWordSpec
import scala.concurrent.duration._

class InvocationSpec extends AnyWordSpec with Patience {

  "A typed actor on a core, whose messages are not noted in its cell," should {
    "know the classic actor that sent it a message, and nobody where nobody did" in Cores(2) { cores =>
      val report = new Report[String]
      val ref = cores.on(1, "asks-who")(Behaviors.setup[Any] { context =>
        Behaviors.receiveMessage { _ => report.tell(context.toClassic.sender().path.name); Behaviors.same }
      })
      ref ! "typed"
      assert(report.next() == "deadLetters")
      val classic = cores.classic(0, "sends")(new Actor {
        override def receive: Receive = { case m => ref.toClassic ! m }
      })
      classic ! "classic"
      assert(report.next() == "sends")
      ref ! "typed"
      assert(report.next() == "deadLetters")
    }

    "be told of the time without messages that it asks for while it handles one" in Cores(2) { cores =>
      val report = new Report[String]
      val ref = cores.on(1, "waits")(Behaviors.setup[String] { context =>
        Behaviors.receiveMessage {
          case "set"    => context.setReceiveTimeout(1.milli, "timeout"); Behaviors.same
          case "cancel" => context.cancelReceiveTimeout(); report.tell("cancelled"); Behaviors.same
          case other    => report.tell(other); context.cancelReceiveTimeout(); Behaviors.same
        }
      })
      cores.on(0, "sets")(Behaviors.setup[Any] { _ => ref ! "set"; Behaviors.stopped })
      assert(report.next() == "timeout")
      ref ! "last"
      assert(report.next() == "last")
    }

    "tell its parent why it failed, an interruption as any failure, and leave its core alone" in Cores(1) { cores =>
      val report = new Report[String]
      for (why <- List(new IllegalStateException("on purpose"), new InterruptedException("interrupted")))
        cores.on(0, s"parent-of-${why.getMessage.length}")(Behaviors.setup[Any] { context =>
          val child = context.spawn(
            Behaviors.receiveMessage[Int] { _ => throw why },
            "child",
            DispatcherSelector.sameAsParent())
          context.watch(child)
          child ! 1
          child ! 2
          Behaviors.receiveSignal[Any] { case (_, ChildFailed(_, told)) =>
            report.tell(told.getMessage)
            Behaviors.stopped
          }
        })
      assert(Set(report.next(), report.next()) == Set("on purpose", "interrupted"))
      assert(cores.ended.isEmpty)
      eventually(assert(cores.cores(0).reading.asleep))
    }
  }
}
