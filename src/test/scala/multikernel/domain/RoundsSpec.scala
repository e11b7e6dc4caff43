package multikernel.domain

import akka.actor.typed.Behavior
import akka.actor.typed.javadsl.{ActorContext, Behaviors}
import multikernel.base.{CoreId, Refusal}
import multikernel.runtime.{DispatcherContext, Passed, RoundRefused}
import multikernel.urpc.Channel.Sent
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.util.concurrent.{CompletionException, CompletionStage, ConcurrentLinkedQueue}
import java.util.concurrent.atomic.AtomicInteger
import scala.jdk.CollectionConverters._

/** Where the dispatchers of a domain wait for each other. */
class RoundsSpec extends AnyWordSpec with Matchers with Eventually {

  import RoundsSpec._

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(30, Seconds), interval = Span(20, Millis))

  "A barrier" should {

    "be passed by nobody before all have come" in GroupsSpec.withNode { node =>
      val come = new AtomicInteger
      val meeting = new Meeting(
        node,
        { (_, desk) =>
          come.incrementAndGet()
          desk.barrier("here").thenApply[String](_ => come.get.toString)
        }
      )
      (0 until 3).foreach(core => meeting.domain.on(CoreId.of(core)).tell("meet"))
      eventually(come.get shouldBe 3)
      meeting.answers shouldBe empty
      meeting.domain.on(CoreId.of(3)).tell("meet")
      eventually(meeting.answers should have size 4)
      meeting.answers.map(_._2).distinct shouldBe Seq("4")
    }

    "wait for every dispatcher of the domain though the first starts long before the last" in
      GroupsSpec.withNode { node =>
        val passed = new ConcurrentLinkedQueue[Passed]
        node.spawn[String](
          "starters",
          classOf[String],
          (context: DispatcherContext) => {
            context.rounds.barrier("started").thenAccept(each => passed.add(each))
            Behaviors.receive(classOf[String]).build
          },
          Cores.all
        )
        eventually(passed should have size 4)
        passed.asScala.map(_.missing.asScala).flatten shouldBe empty
      }

    "be passed without a core that fails, say so, and have it again in the next round" in GroupsSpec.withNode { node =>
      val come = new AtomicInteger
      val meeting = new Meeting(
        node,
        { (_, desk) =>
          come.incrementAndGet()
          desk.barrier("here").thenApply[String](passed => said(passed))
        }
      )
      Seq(0, 1, 3).foreach(core => meeting.domain.on(CoreId.of(core)).tell("meet"))
      eventually(come.get shouldBe 3)
      meeting.domain.on(CoreId.of(2)).tell("fail")
      eventually(meeting.answers should have size 3)
      meeting.answers.map(_._2).distinct shouldBe Seq("1 without core-2")
      eventually {
        meeting.domain.multicast("known") shouldBe Sent.ACCEPTED
        meeting.known.asScala.toSet shouldBe Set(0, 1, 2, 3)
      }
      eventually(meeting.domain.multicast("meet") shouldBe Sent.ACCEPTED)
      eventually(meeting.answers should have size 7)
      meeting.answers.drop(3).map(_._2).distinct shouldBe Seq("2 without ")
    }

    "go on without who does not come, and refuse it when it does" in
      GroupsSpec.withNode("groups.round-timeout = 200ms") { node =>
        val meeting = new Meeting(
          node,
          (_, desk) => desk.barrier("here").thenApply[String](passed => said(passed))
        )
        (0 until 3).foreach(core => meeting.domain.on(CoreId.of(core)).tell("meet"))
        eventually(meeting.answers should have size 3)
        meeting.answers.map(_._2).distinct shouldBe Seq("1 without core-3")
        meeting.domain.on(CoreId.of(3)).tell("meet")
        eventually(meeting.answers should have size 4)
        meeting.answers.last shouldBe ((3, Refusal.ROUND_OVER.toString))
      }
  }

  "To gather" should {

    "give everyone what each has handed in, round by round" in GroupsSpec.withNode { node =>
      val meeting = new Meeting(
        node,
        (core, desk) =>
          desk.gather("cores", s"of $core").thenApply[String](
            _.parts.asScala.toList.map { case (place, part) => (place.core, part) }.sortBy(_._1).toString
          )
      )
      (1 to 10).foreach(_ => eventually(meeting.domain.multicast("meet") shouldBe Sent.ACCEPTED))
      eventually(meeting.answers should have size 40)
      meeting.answers.map(_._2).distinct shouldBe
        Seq((0 until 4).toList.map(core => (CoreId.of(core), s"of $core")).toString)
    }

    "refuse what can change" in GroupsSpec.withNode { node =>
      val meeting = new Meeting(node, (_, desk) => desk.gather("arrays", Array(1)).thenApply[String](_.toString))
      meeting.domain.on(CoreId.of(0)).tell("meet")
      eventually(meeting.answers shouldBe Seq((0, Refusal.MUTABLE_MESSAGE.toString)))
    }
  }

  "To reduce" should {

    "tell everyone what all parts come to" in GroupsSpec.withNode { node =>
      val meeting = new Meeting(
        node,
        (core, desk) =>
          desk.reduce[java.lang.Long]("sum", 1L << core, (one, other) => one + other).thenApply[String](reduced =>
            s"${reduced.value} of ${reduced.of.size}"
          )
      )
      (1 to 10).foreach(_ => eventually(meeting.domain.multicast("meet") shouldBe Sent.ACCEPTED))
      eventually(meeting.answers should have size 40)
      meeting.answers.map(_._2).distinct shouldBe Seq("15 of 4")
    }

    "tell everyone that the fold has thrown, and go on" in GroupsSpec.withNode { node =>
      val rounds = new AtomicInteger
      val meeting = new Meeting(
        node,
        { (core, desk) =>
          val first = rounds.incrementAndGet() <= 4
          desk.reduce[Integer](
            "broken",
            core,
            (one, other) => if (first) throw new IllegalStateException("no sum") else one + other
          ).thenApply[String](_.value.toString)
        }
      )
      eventually(meeting.domain.multicast("meet") shouldBe Sent.ACCEPTED)
      eventually(meeting.answers.map(_._2) shouldBe Seq.fill(4)(Refusal.FOLD_FAILED.toString))
      eventually(meeting.domain.multicast("meet") shouldBe Sent.ACCEPTED)
      eventually(meeting.answers.map(_._2).drop(4) shouldBe Seq.fill(4)("6"))
    }
  }
}

object RoundsSpec {

  private type Meets = (Int, multikernel.runtime.RoundDesk) => CompletionStage[String]

  /** A domain whose dispatchers meet when they are told to, and what came of it by core. */
  private final class Meeting(node: Multikernel, meets: Meets) {
    private val told = new ConcurrentLinkedQueue[(Int, String)]
    val known = new ConcurrentLinkedQueue[Int]
    val domain: Domain[String] = node.spawn[String](
      "meeting",
      classOf[String],
      (context: DispatcherContext) => behavior(context),
      Cores.all
    )

    def answers: Seq[(Int, String)] = told.asScala.toSeq

    private def behavior(place: DispatcherContext): Behavior[String] =
      Behaviors.setup[String] { context =>
        Behaviors.receive(classOf[String]).onAnyMessage { message =>
          message match {
            case "meet" => pipe(context, place)
            case "known" => known.add(place.core.index)
            case "fail" => GroupsSpec.descend(1)
            case answer => told.add((place.core.index, answer))
          }
          Behaviors.same[String]
        }.build
      }

    private def pipe(context: ActorContext[String], place: DispatcherContext): Unit =
      context.pipeToSelf[String](
        meets(place.core.index, place.rounds),
        (answer, failure) => if (failure == null) answer else refusal(failure)
      )
  }

  private def said(passed: Passed): String =
    s"${passed.round} without ${passed.missing.asScala.map(_.core).mkString(", ")}"

  private def refusal(failure: Throwable): String = failure match {
    case refused: RoundRefused => refused.refusal.toString
    case wrapped: CompletionException => refusal(wrapped.getCause)
    case other => other.toString
  }
}
