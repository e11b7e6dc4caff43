package multikernel.domain

import akka.actor.DeadLetter
import akka.actor.typed.javadsl.{Adapter, Behaviors}
import akka.actor.typed.{ActorRef, Behavior}
import multikernel.base.{CoreId, Event, Refusal}
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.util.concurrent.{ConcurrentLinkedQueue, LinkedBlockingQueue, TimeUnit}
import java.util.function.Supplier
import scala.jdk.CollectionConverters._

class MessagesSpec extends AnyWordSpec with Matchers with Eventually {

  import MessagesSpec._

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(20, Seconds), interval = Span(20, Millis))

  "A domain whose protocol is named" should {

    "be refused before anything is agreed if its messages can change and messages are strict" in
      withNode("strict") { node =>
        val failure = intercept[BootFailure] {
          node.kernel.spawn("named", classOf[Fill], node.behavior[Fill], Cores.all())
        }
        failure.getMessage shouldBe
          "named: " + Refusal.MUTABLE_MESSAGE.sentence + " MessagesSpec.Fill.values: int[] can change"
        node.kernel.domains().asScala shouldBe empty
      }

    "be spawned all the same if messages are to be warned of, which is said once" in withNode("warn") { node =>
      val domain = node.kernel.spawn("named", classOf[Fill], node.behavior[Fill], Cores.all())
      domain.on(CoreId.of(1)).tell(Fill(Array(1)))
      node.next() shouldBe "Fill on core-1"
      node.kernel.spawn("later", classOf[Add], node.behavior[Add], Cores.all())
      node.said() should have size 1
      node.said().head should include("MessagesSpec.Fill.values: int[] can change")
    }

    "be spawned if its messages cannot change" in withNode("strict") { node =>
      val domain = node.kernel.spawn("named", classOf[Add], node.behavior[Add], Cores.all())
      domain.on(CoreId.of(0)).tell(Add(1))
      node.next() shouldBe "Add on core-0"
      node.said() shouldBe empty
    }
  }

  "A domain whose protocol is not named" should {

    "not handle messages that can change if messages are strict, and say so once for all cores" in
      withNode("strict") { node =>
        val domain = node.kernel.spawn("open", node.behavior[Any], Cores.all())
        for (_ <- 1 to 3; core <- 0 to 1) domain.on(CoreId.of(core)).tell(Fill(Array(core)))
        eventually(node.letters.size shouldBe 6)
        node.letters.asScala.map(_.recipient.path.name).toSet shouldBe Set("open-0", "open-1")
        domain.on(CoreId.of(0)).tell(Add(1))
        node.next() shouldBe "Add on core-0"
        node.handled shouldBe empty
        node.said() should have size 1
        node.said().head should (include(classOf[Fill].getName) and include("open")
          and include("MessagesSpec.Fill.values: int[] can change"))
      }

    "not let a message that can change pass from one of its cores to another" in withNode("strict") { node =>
      val domain = node.kernel.spawn("open", node.behavior[Any], Cores.all())
      domain.on(CoreId.of(0)).tell(Pass(domain.on(CoreId.of(1))))
      node.next() shouldBe "Pass on core-0"
      eventually(node.letters.asScala.map(_.recipient.path.name).toSeq shouldBe Seq("open-1"))
      node.handled shouldBe empty
    }

    "handle them if messages are to be warned of, and say each class once" in withNode("warn") { node =>
      val domain = node.kernel.spawn("open", node.behavior[Any], Cores.all())
      for (_ <- 1 to 3) domain.on(CoreId.of(1)).tell(Fill(Array(1)))
      domain.on(CoreId.of(1)).tell(new StringBuilder("text"))
      (1 to 4).map(_ => node.next()).toSet shouldBe Set("Fill on core-1", "StringBuilder on core-1")
      node.said() should have size 2
      node.letters shouldBe empty
    }

    "go on in its incarnation, not restarted, after a message that was refused" in withNode("strict") { node =>
      val domain = node.kernel.spawn("open", node.behavior[Any], Cores.first())
      domain.on(CoreId.of(0)).tell(Fill(Array(1)))
      eventually(node.letters.size shouldBe 1)
      domain.on(CoreId.of(0)).tell(Add(1))
      node.next() shouldBe "Add on core-0"
      node.kernel.cores().asScala.map(_.incarnation) shouldBe Seq(1, 1)
      node.events.asScala.exists(_.text.contains("restarted")) shouldBe false
    }
  }
}

object MessagesSpec {

  final case class Add(amount: Int)

  final case class Fill(values: Array[Int])

  /** Has its receiver send what can change. */
  final case class Pass(to: ActorRef[Any])

  final class Node(val kernel: Multikernel) {

    val events = new ConcurrentLinkedQueue[Event]()
    val letters = new LinkedBlockingQueue[DeadLetter]()
    val handled = new LinkedBlockingQueue[String]()

    kernel.onEvent(event => events.add(event))
    private val collector = kernel.system.systemActorOf(
      Behaviors.receive(classOf[DeadLetter])
        .onAnyMessage { letter => letters.add(letter); Behaviors.same[DeadLetter] }
        .build(),
      "letters",
      akka.actor.typed.Props.empty
    )
    Adapter.toClassic(kernel.system).eventStream.subscribe(Adapter.toClassic(collector), classOf[DeadLetter])

    /** What the guardian had been told to say before it was asked. */
    def said(): Seq[String] = {
      MultikernelSpec.await(kernel.kill("nobody"))
      events.asScala.filter(_.topic == "channel").map(_.text).toSeq
    }

    def next(): String = handled.poll(20, TimeUnit.SECONDS)

    def behavior[M]: Supplier[Behavior[M]] = () =>
      Behaviors.receive(classOf[Object].asInstanceOf[Class[M]]).onAnyMessage { message =>
        message match {
          case Pass(to) => to.tell(Fill(Array(1)))
          case _        => ()
        }
        handled.add(message.getClass.getSimpleName + " on " + Thread.currentThread.getName)
        Behaviors.same[M]
      }.build()
  }

  def withNode[T](messages: String)(test: Node => T): T =
    MultikernelSpec.withKernel(2, messages)(kernel => test(new Node(kernel)))
}
