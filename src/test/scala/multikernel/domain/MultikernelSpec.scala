package multikernel.domain

import akka.actor.typed.{ActorRef, Behavior}
import akka.actor.typed.javadsl.Behaviors
import com.typesafe.config.ConfigFactory
import multikernel.base.{CoreId, CoreState, DomainSpec, Outcome, Refusal}
import multikernel.runtime.DispatcherContext
import multikernel.settings.Settings
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.util.concurrent.{CompletableFuture, ConcurrentLinkedQueue, CountDownLatch, TimeUnit}
import scala.jdk.CollectionConverters._

class MultikernelSpec extends AnyWordSpec with Matchers with Eventually {

  import MultikernelSpec._

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(20, Seconds), interval = Span(20, Millis))

  "A multikernel" should {

    "boot every core on a thread of its own that carries the core's name" in withKernel(3) { kernel =>
      kernel.cores().asScala.map(_.state) shouldBe Seq.fill(3)(CoreState.ONLINE)
      coreThreads() should contain allOf ("core-0", "core-1", "core-2")
      val where = new ConcurrentLinkedQueue[String]()
      val domain = kernel.spawn[Ask]("where", () => answering(_ => Thread.currentThread.getName), Cores.all())
      domain.cores().asScala.foreach(core => where.add(ask(domain.on(core), "")))
      where.asScala.toSeq shouldBe Seq("core-0", "core-1", "core-2")
    }

    "boot 32 virtual cores that all talk to each other" in withKernel(32) { kernel =>
      kernel.cores().asScala.count(_.state == CoreState.ONLINE) shouldBe 32
      kernel.channels().asScala.count(_.plane.word() == "control") shouldBe 32 * 31
    }

    "give one name to one domain, and a refusal to everyone else who asks for it" in withKernel(3) { kernel =>
      val late = java.util.Map.of("do", "throw", "after", "1000000")
      val spec = (core: Int) => new DomainSpec("twice", "fault", java.util.List.of(CoreId.of(core)), 0, late)
      val outcomes = (0 until 3).map(core => kernel.spawn(spec(core))).map(await(_))
      outcomes.count(_.isInstanceOf[Outcome.Done]) shouldBe 1
      outcomes.collect { case refused: Outcome.Refused => refused.refusal }.toSet shouldBe Set(Refusal.NAME_TAKEN)
      kernel.domains().asScala.count(_.name == "twice") shouldBe 1
    }

    "leave a domain as it is when another of its name is refused" in withKernel(2) { kernel =>
      val first = kernel.spawn[Ask]("sole", () => counting(), Cores.all())
      intercept[BootFailure](kernel.spawn[Ask]("sole", () => answering(_ => "the second"), Cores.all()))
      first.on(CoreId.of(1)).tell(Ask("throw", null))
      ask(first.on(CoreId.of(1)), "count") shouldBe "1"
    }

    "free the name of a domain that was killed" in withKernel(2) { kernel =>
      kernel.spawn[Ask]("mortal", () => answering(identity), Cores.all())
      await(kernel.kill("mortal")) shouldBe a[Outcome.Done]
      kernel.domains().asScala.map(_.name) should not contain "mortal"
      val again = kernel.spawn[Ask]("mortal", () => answering(_ + "!"), Cores.all())
      ask(again.on(CoreId.of(1)), "back") shouldBe "back!"
      await(kernel.kill("nobody")).asInstanceOf[Outcome.Refused].refusal shouldBe Refusal.NO_SUCH_DOMAIN
    }

    "restart a behaviour that throws alone, and leave its core in its incarnation" in withKernel(2) { kernel =>
      val domain = kernel.spawn[Ask]("thrower", () => counting(), Cores.all())
      val one = domain.on(CoreId.of(1))
      ask(one, "count") shouldBe "1"
      ask(one, "count") shouldBe "2"
      one.tell(Ask("throw", null))
      ask(one, "count") shouldBe "1"
      kernel.cores().asScala.map(_.incarnation) shouldBe Seq(1, 1)
    }

    "say which behaviour keeps its core, while it does" in withKernel(2) { kernel =>
      val said = new CompletableFuture[String]()
      val release = new CountDownLatch(1)
      kernel.onEvent { event =>
        if (event.topic == "core" && event.text.contains("has run for")) said.complete(event.text)
      }
      val domain = kernel.spawn[Ask]("keeper", () => answering { text => release.await(); text }, Cores.all())
      val answer = CompletableFuture.supplyAsync(() => ask(domain.on(CoreId.of(1)), "late"))
      try {
        said.get(20, TimeUnit.SECONDS) should startWith("core-1: /user/core-1/cpu-driver/keeper-1 (")
        answer.isDone shouldBe false
      } finally release.countDown()
      answer.get(20, TimeUnit.SECONDS) shouldBe "late"
    }

    "start a failed core under its next incarnation, say what is lost, and touch no other core" in withKernel(3) {
      kernel =>
        val events = new ConcurrentLinkedQueue[String]()
        kernel.onEvent(event => events.add(event.text))
        val domain = kernel.spawn[Ask]("survivor", () => counting(), Cores.all())
        ask(domain.on(CoreId.of(0)), "count") shouldBe "1"
        domain.on(CoreId.of(2)).tell(Ask("overflow", null))
        eventually {
          core(kernel, 2).state shouldBe CoreState.ONLINE
          core(kernel, 2).incarnation shouldBe 2
          ask(domain.on(CoreId.of(2)), "count") shouldBe "1"
        }
        ask(domain.on(CoreId.of(0)), "count") shouldBe "2"
        kernel.cores().asScala.map(_.incarnation) shouldBe Seq(1, 1, 2)
        events.asScala.exists(_.contains("core-2 (incarnation 1) is failed")) shouldBe true
        events.asScala.exists(_.contains("the state of survivor's dispatcher on core-2 is lost")) shouldBe true
        coreThreads() should not contain "core-2"
        coreThreads() should contain("core-2.2")
    }

    "fence a core that is stuck, put a successor in its place, and end the old one later" in withKernel(3) {
      kernel =>
        val domain = kernel.spawn[Ask]("stuck", () => counting(), Cores.all())
        MultikernelSpec.release = new CountDownLatch(1)
        domain.on(CoreId.of(1)).tell(Ask("loop", null))
        eventually {
          core(kernel, 1).incarnation shouldBe 2
          core(kernel, 1).state shouldBe CoreState.ONLINE
          ask(domain.on(CoreId.of(1)), "count") shouldBe "1"
        }
        coreThreads() should contain allOf ("core-1", "core-1.2")
        MultikernelSpec.release.countDown()
        eventually(coreThreads() should not contain "core-1")
        core(kernel, 1).incarnation shouldBe 2
        ask(domain.on(CoreId.of(0)), "count") shouldBe "1"
    }

    "number a domain's dispatchers on a core, and begin an era of numbers where the one before may still run" in
      withKernel(2) { kernel =>
        val starts = new ConcurrentLinkedQueue[Long]
        val create: java.util.function.Function[DispatcherContext, Behavior[Ask]] = context => {
          if (context.core == CoreId.of(1)) starts.add(context.start)
          counting()
        }
        val domain = kernel.spawn[Ask]("numbered", classOf[Ask], create, Cores.all())
        MultikernelSpec.release = new CountDownLatch(1)
        Seq("overflow" -> Seq(1, 2), "loop" -> Seq(1, 2, 16)).foreach { case (fault, all) =>
          domain.on(CoreId.of(1)).tell(Ask(fault, null))
          eventually {
            core(kernel, 1).state shouldBe CoreState.ONLINE
            starts.asScala.toSeq shouldBe all
            ask(domain.on(CoreId.of(1)), "count") shouldBe "1"
          }
        }
        MultikernelSpec.release.countDown()
        eventually(coreThreads() should not contain "core-1.2")
      }

    "keep a core away that is lost again and again, and go on with the others" in withKernel(2) { kernel =>
      val domain = kernel.spawn[Ask]("doomed", () => counting(), Cores.all())
      (1 to 6).foreach { incarnation =>
        eventually {
          core(kernel, 1).incarnation shouldBe incarnation
          core(kernel, 1).state shouldBe CoreState.ONLINE
          ask(domain.on(CoreId.of(1)), "count") shouldBe "1"
        }
        domain.on(CoreId.of(1)).tell(Ask("overflow", null))
      }
      eventually(kernel.unreadyReason() shouldBe "core-1 is failed")
      kernel.cores().asScala.map(_.state) shouldBe Seq(CoreState.ONLINE, CoreState.FAILED)
      ask(domain.on(CoreId.of(0)), "count") shouldBe "1"
    }

    "come back with its domains when its only core has failed" in withKernel(1) { kernel =>
      val domain = kernel.spawn[Ask]("phoenix", () => counting(), Cores.all())
      domain.on(CoreId.of(0)).tell(Ask("overflow", null))
      eventually {
        core(kernel, 0).incarnation shouldBe 2
        kernel.domains().asScala.map(_.state) shouldBe Seq("running")
        ask(domain.on(CoreId.of(0)), "count") shouldBe "1"
      }
    }

    "end every core but a stuck one when it is closed, and that one later" in {
      withKernel(3) { kernel =>
        val domain = kernel.spawn[Ask]("held", () => counting(), Cores.all())
        MultikernelSpec.release = new CountDownLatch(1)
        domain.on(CoreId.of(1)).tell(Ask("loop", null))
        eventually(core(kernel, 1).incarnation shouldBe 2)
      }
      try eventually(coreThreads() shouldBe Seq("core-1"))
      finally MultikernelSpec.release.countDown()
      eventually(threads("(core|multikernel)-.*") shouldBe empty)
    }

    "leave no thread of a core when it is closed" in {
      // of a kernel that was closed just before, one whose core was stuck may still be on its way out
      withKernel(4)(_ => eventually(coreThreads() should have size 4))
      eventually(coreThreads() shouldBe empty)
    }
  }
}

object MultikernelSpec {

  @volatile var release = new CountDownLatch(0)

  final case class Ask(text: String, replyTo: CompletableFuture[String])

  /** Messages here carry a future, which can change. */
  def withKernel[T](cores: Int)(test: Multikernel => T): T = withKernel(cores, "warn")(test)

  def withKernel[T](cores: Int, messages: String)(test: Multikernel => T): T = {
    val overrides = ConfigFactory.parseString(
      s"""multikernel { cores = $cores, fault-injection = on, metrics.enabled = off, data = target/test-data
         |  messages = $messages }""".stripMargin
    )
    val kernel = Multikernel.boot(Settings.load(null, overrides))
    try test(kernel)
    finally kernel.close()
  }

  def answering(answer: String => String): Behavior[Ask] =
    Behaviors.receive(classOf[Ask])
      .onMessage(classOf[Ask], (asked: Ask) => { asked.replyTo.complete(answer(asked.text)); Behaviors.same[Ask] })
      .build()

  def counting(): Behavior[Ask] = Behaviors.setup { _ =>
    var count = 0
    Behaviors.receive(classOf[Ask])
      .onMessage(
        classOf[Ask],
        (asked: Ask) => {
          asked.text match {
            case "count"    => count += 1; asked.replyTo.complete(count.toString)
            case "throw"    => throw new IllegalStateException("told to throw")
            case "overflow" => descend(1)
            case "loop"     => while (release.getCount > 0) Thread.onSpinWait()
          }
          Behaviors.same[Ask]
        }
      )
      .build()
  }

  private def descend(depth: Int): Int = if (depth < 0) depth else descend(depth + 1) + descend(depth + 2)

  def ask(dispatcher: ActorRef[Ask], text: String): String = {
    val answer = new CompletableFuture[String]()
    dispatcher.tell(Ask(text, answer))
    answer.get(2, TimeUnit.SECONDS)
  }

  def await[T](stage: java.util.concurrent.CompletionStage[T]): T = stage.toCompletableFuture.get(20, TimeUnit.SECONDS)

  def core(kernel: Multikernel, index: Int): multikernel.base.CoreReading = kernel.cores().get(index)

  def coreThreads(): Seq[String] = threads("core-\\d+(\\.\\d+)?")

  def threads(name: String): Seq[String] =
    Thread.getAllStackTraces.keySet.asScala.toSeq.map(_.getName).filter(_.matches(name)).sorted
}
