package multikernel.domain

import akka.actor.typed.Behavior
import akka.actor.typed.javadsl.Behaviors
import com.typesafe.config.ConfigFactory
import multikernel.base.CoreId
import multikernel.multicast.{Order, Slow}
import multikernel.settings.Settings
import multikernel.urpc.Channel.Sent
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.{ConcurrentHashMap, ConcurrentLinkedQueue}
import scala.jdk.CollectionConverters._

/** What is sent to the dispatchers of a domain together. */
class GroupsSpec extends AnyWordSpec with Matchers with Eventually {

  import GroupsSpec._

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(30, Seconds), interval = Span(20, Millis))

  "A multicast" should {

    "reach every dispatcher once, in the order of its sender" in withNode { node =>
      val heard = new Heard(node, PartialFunction.empty)
      val sent = (1 to 3000).map(_.toString)
      sent.foreach(message => accepted(heard.domain.multicast(message)))
      eventually((0 until CORES).foreach(core => heard.on(core) shouldBe sent))
    }

    "give everyone one order though all send at once, where that is asked for" in withNode { node =>
      lazy val heard: Heard = new Heard(
        node,
        { case (core, "go") =>
          (1 to 50).foreach { each =>
            heard.domain.group(Order.TOTAL, Slow.HOLD).multicast(s"$core-$each") shouldBe Sent.ACCEPTED
          }
        }
      )
      accepted(heard.domain.multicast("go"))
      eventually((0 until CORES).foreach(core => heard.on(core) should have size (CORES * 50 + 1)))
      (1 until CORES).foreach(core => heard.on(core).filter(_ != "go") shouldBe heard.on(0).filter(_ != "go"))
    }

    "be busy while a member takes nothing, and go on when it does" in withNode { node =>
      val slow = new AtomicBoolean(true)
      val heard = new Heard(node, { case (3, _) => works(slow) })
      val sent = Iterator.from(1).map(_.toString).takeWhile(heard.domain.multicast(_) == Sent.ACCEPTED).toSeq
      sent.size should be > 100
      slow.set(false)
      eventually(heard.on(3) shouldBe sent)
      eventually(heard.domain.multicast("more") shouldBe Sent.ACCEPTED)
    }

    "lose nothing that others are sent while a core is taken off and brought back" in withNode { node =>
      val heard = new Heard(node, PartialFunction.empty)
      val sent = (1 to 6000).map(_.toString)
      sent.foreach { message =>
        if (message == "2000") node.offline(CoreId.of(1))
        if (message == "4000") eventually(node.cores.get(1).state.word shouldBe "offline")
        if (message == "4000") node.online(CoreId.of(1))
        accepted(heard.domain.multicast(message))
      }
      eventually(Seq(0, 2, 3).foreach(core => heard.on(core) shouldBe sent))
      val away = heard.on(1).map(_.toInt)
      away shouldBe away.sorted.distinct
      away.take(1000) shouldBe (1 to 1000)
    }

    "reach those that go on when a core fails in the middle of the tree" in withNode { node =>
      val heard = new Heard(node, { case (1, "500") => descend(1) })
      val sent = (1 to 3000).map(_.toString)
      sent.foreach(message => accepted(heard.domain.multicast(message)))
      eventually(Seq(0, 2, 3).foreach(core => heard.on(core) shouldBe sent))
    }
  }

  "An anycast" should {

    "be taken by one dispatcher each, and seldom by one that is slow" in withNode { node =>
      val slow = new AtomicBoolean(true)
      val heard = new Heard(node, { case (3, _) => works(slow) })
      (1 to 1000).foreach(each => accepted(heard.domain.anycast(each.toString)))
      eventually((0 until CORES).flatMap(heard.on(_)).map(_.toInt).sorted shouldBe (1 to 1000))
      heard.on(3).size should be < 200
    }

    "go to another when the core fails that it was for" in withNode { node =>
      val heard = new Heard(node, { case (2, "100") => descend(1) })
      (1 to 1000).foreach(each => accepted(heard.domain.anycast(each.toString)))
      eventually((0 until CORES).flatMap(heard.on(_)).map(_.toInt).toSet shouldBe (1 to 1000).toSet)
    }
  }

  private def accepted(send: => Sent): Unit = eventually(send shouldBe Sent.ACCEPTED)
}

object GroupsSpec {

  private val CORES = 4

  /** A few milliseconds of work for one message. */
  private def works(slow: AtomicBoolean): Unit = {
    val until = System.nanoTime() + 5_000_000
    while (slow.get && System.nanoTime() < until) Thread.onSpinWait()
  }

  def descend(depth: Int): Int = if (depth < 0) depth else descend(depth + 1) + descend(depth + 2)

  def withNode[T](test: Multikernel => T): T = withNode("")(test)

  def withNode[T](more: String)(test: Multikernel => T): T = {
    val node = Multikernel.boot(Settings.load(
      null,
      ConfigFactory.parseString(
        s"""multikernel { cores = $CORES, metrics.enabled = off, data = target/test-data
           |$more }""".stripMargin
      )
    ))
    try test(node)
    finally node.close()
  }

  /** What each dispatcher of a domain was given. */
  final class Heard(node: Multikernel, does: PartialFunction[(Int, String), Unit]) {
    private val heard = new ConcurrentHashMap[Int, ConcurrentLinkedQueue[String]]
    val domain: Domain[String] = node.spawn[String](
      "counters",
      classOf[String],
      (context: multikernel.runtime.DispatcherContext) => behavior(context.core.index),
      Cores.all
    )

    private def behavior(core: Int): Behavior[String] =
      Behaviors.receive(classOf[String]).onAnyMessage { message =>
        heard.computeIfAbsent(core, _ => new ConcurrentLinkedQueue[String]).add(message)
        does.applyOrElse((core, message), (_: (Int, String)) => ())
        Behaviors.same[String]
      }.build

    def on(core: Int): Seq[String] =
      Option(heard.get(core)).map(_.asScala.toSeq).getOrElse(Seq.empty)
  }
}
