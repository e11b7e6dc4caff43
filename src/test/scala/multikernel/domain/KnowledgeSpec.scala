package multikernel.domain

import akka.actor.testkit.typed.javadsl.{BehaviorTestKit, TestInbox}
import com.typesafe.config.ConfigFactory
import multikernel.hardware.{Machine, Measured, MessageCost, Topology}
import multikernel.knowledge.{Drift, KnowledgeBase, Limits, Query, Text}
import multikernel.settings.Settings
import org.scalatest.matchers.should.Matchers
import org.scalatest.wordspec.AnyWordSpec

import java.util.OptionalInt
import scala.jdk.CollectionConverters._

class KnowledgeSpec extends AnyWordSpec with Matchers {

  import MultikernelSpec.{await, withKernel}

  "A node's knowledge" should {

    "hold what runs on it now" in withKernel(3) { kernel =>
      lines(kernel, "findall(C, core(C, online), L), nr_running_cores(N)") shouldBe Seq("L = [0,1,2], N = 3")
      lines(kernel, "boot_order([0|Rest]), length(Rest, N), N = 2") should have size 1
      lines(kernel, "channel(0, 1, urpc, control)") shouldBe Seq("")
      lines(kernel, "domain(site, _, _)") shouldBe empty
      val cpus = kernel.cores().asScala.size
      lines(kernel, "core_cpu(Core, Cpu), cpu(Cpu)") should have size cpus.toLong
    }

    "follow a machine that is not as it was" in withKernel(3) { kernel =>
      val cpu = lines(kernel, "core_cpu(0, Cpu)").head.stripPrefix("Cpu = ").toInt
      val found = new Drift.Found(
        Topology.probe(Machine.probe()),
        new Measured(
          java.util.List.of(new MessageCost(cpu, cpu, 100, 200, 4242, 1, 4000, 5000)),
          java.util.List.of(),
          1))
      kernel.knowledge().asInstanceOf[NodeKnowledge].adopt(found)
      lines(kernel, s"message_rtt($cpu, $cpu, Nanos, _, _, _)") shouldBe Seq("Nanos = 4242")
    }

    "give the tree from each core to all others that are online" in withKernel(3) { kernel =>
      for (root <- 0 to 2) {
        val tree = kernel.knowledge().tree(OptionalInt.of(root)).get
        tree.root.index shouldBe root
        tree.edges.asScala.map(_.to.index).sorted shouldBe (0 to 2).filter(_ != root)
        tree.gatheredNanos should be >= tree.broadcastNanos
      }
      kernel.knowledge().tree(OptionalInt.empty).get.root.index shouldBe 0
      kernel.knowledge().tree(OptionalInt.of(3)) shouldBe java.util.Optional.empty
    }

    "stop what runs too long, and answer the rest meanwhile" in withLimits { kernel =>
      val long = kernel.knowledge().query("between(1, inf, X), X < 0", 1)
      lines(kernel, "X = 1") shouldBe Seq("X = 1")
      await(long) shouldBe a[Query.Reply.TooLong]
      await(kernel.knowledge().query("X = ", 1)) shouldBe a[Query.Reply.Malformed]
      await(kernel.knowledge().query("halt", 1)) shouldBe a[Query.Reply.Wrong]
    }
  }

  "Queries that run at one time" should {

    "take turns, and no more of them than the limit" in {
      val kit = BehaviorTestKit.create(Inquiries.create(KnowledgeBase.empty, new Limits(100000, 1000, 10, 100), 2))
      val asked = Seq("between(1, inf, X), X < 0", "X = 1", "X = 2").map { goal =>
        val inbox = TestInbox.create[Query.Reply]()
        kit.run(new Inquiries.Ask(goal, 1, inbox.getRef()))
        inbox
      }
      asked.map(_.hasMessages) shouldBe Seq(false, false, true)
      asked(2).receiveMessage() shouldBe a[Query.Reply.Busy]
      kit.runOne()
      asked.map(_.hasMessages) shouldBe Seq(false, false, false)
      kit.runOne()
      asked(1).receiveMessage() shouldBe a[Query.Reply.Answers]
      while (kit.selfInbox().hasMessages) kit.runOne()
      asked.head.receiveMessage() shouldBe a[Query.Reply.TooLong]
    }
  }

  private def withLimits[T](test: Multikernel => T): T = {
    val overrides = ConfigFactory.parseString(
      """multikernel { cores = 1, metrics.enabled = off, data = target/test-data, hardware.measure = off
        |  knowledge { queries-max = 2, steps-max = 100000 } }""".stripMargin
    )
    val kernel = Multikernel.boot(Settings.load(null, overrides))
    try test(kernel)
    finally kernel.close()
  }

  private def lines(kernel: Multikernel, goal: String): Seq[String] =
    await(kernel.knowledge().query(goal, 100)) match {
      case answers: Query.Reply.Answers =>
        answers.answers.asScala.toSeq.map(
          _.bindings.asScala.map(binding => binding.name + " = " + Text.of(binding.value)).mkString(", "))
      case other => fail(other.toString)
    }
}
