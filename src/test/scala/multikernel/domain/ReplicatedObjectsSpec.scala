package multikernel.domain

import akka.actor.typed.Behavior
import akka.actor.typed.javadsl.Behaviors
import com.typesafe.config.ConfigFactory
import multikernel.base.{CoreId, CoreState, Outcome, Refusal}
import multikernel.runtime.{DispatcherContext, Replicated, ReplicatedSpec, Updated}
import multikernel.settings.Settings
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.util.concurrent.{CompletableFuture, CompletionStage, ConcurrentLinkedQueue, CountDownLatch, TimeUnit}
import scala.jdk.CollectionConverters._

class ReplicatedObjectsSpec extends AnyWordSpec with Matchers with Eventually {

  import ReplicatedObjectsSpec._

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(20, Seconds), interval = Span(10, Millis))

  "A replicated object" should {

    "have its initial state on every core before its dispatchers start" in withJournal(3) { (_, journal) =>
      (0 until 3).foreach(core => journal.read(core) shouldBe (Seq(), 0))
    }

    "be changed by any core, and hold the change on every core once it is answered" in withJournal(3) { (_, journal) =>
      (0 until 3).foreach { core =>
        journal.add(core, s"from-$core") shouldBe (core + 1)
        val expected = (0 to core).map(each => s"from-$each")
        (0 until 3).foreach(reader => journal.read(reader) shouldBe (expected, core + 1))
      }
    }

    "give every core the same states in the same order, however many cores change it at once" in withJournal(4) {
      (_, journal) =>
        val seen = (0 until 4).map(core => journal.listen(core))
        val answers = (0 until 4).flatMap(core => journal.addAll(core, (1 to 200).map(n => s"$core-$n")))
        val versions = answers.map(answer => await(answer)).map { updated =>
          updated.outcome shouldBe a[Outcome.Done]
          updated.version
        }
        versions.sorted shouldBe (1L to 800L)
        (0 until 4).foreach { core =>
          val states = seen(core).asScala.toSeq
          states.map(_._2) shouldBe (1L to 800L)
          states.map(_._1) shouldBe seen.head.asScala.toSeq.map(_._1)
        }
        val words = journal.read(0)._1
        (0 until 4).foreach(core => words.filter(_.startsWith(s"$core-")) shouldBe (1 to 200).map(n => s"$core-$n"))
    }

    "refuse what its rules refuse, on every core, with the version" in withJournal(2) { (_, journal) =>
      journal.add(0, "once")
      (0 until 2).foreach { core =>
        val refused = await(journal.ask(core, new Journal.Change.Add("once")))
        refused.outcome shouldBe new Outcome.Refused(Refusal.CHANGE_REFUSED, "once is there already")
        refused.version shouldBe 1
        journal.read(core) shouldBe (Seq("once"), 1)
      }
    }

    "refuse a change on which its rules fail, and go on" in withJournal(2) { (_, journal) =>
      (0 until 2).foreach { core =>
        val refused = await(journal.ask(core, new Journal.Change.Fail)).outcome.asInstanceOf[Outcome.Refused]
        refused.refusal shouldBe Refusal.CHANGE_REFUSED
        refused.detail should include("told to fail")
      }
      journal.add(1, "after") shouldBe 1
    }

    "be busy for a core that awaits too many, and do none of what was refused" in withJournal(2, "pending-max = 4") {
      (_, journal) =>
        val answers = journal.addAll(1, (1 to 50).map(n => s"word-$n")).map(answer => await(answer).outcome)
        val refused = answers.collect { case no: Outcome.Refused => no.refusal }
        refused.toSet shouldBe Set(Refusal.BUSY)
        val done = answers.zipWithIndex.collect { case (_: Outcome.Done, n) => s"word-${n + 1}" }
        journal.read(0)._1 shouldBe done
        journal.add(1, "later") shouldBe (done.size + 1)
    }

    "refuse at the caller what cannot be sent, and ask nobody" in withJournal(2) { (_, journal) =>
      val long = new Journal.Change.Add("x" * 100000)
      (0 until 2).foreach { core =>
        intercept[Exception](await(journal.ask(core, long))).getCause shouldBe a[multikernel.codec.Unsendable]
      }
      journal.add(1, "short") shouldBe 1
    }

    "outlive the restart of a dispatcher, whose listeners end" in withJournal(2) { (_, journal) =>
      journal.add(1, "before")
      val seen = journal.listen(1)
      journal.tell(1)(_ => throw new IllegalStateException("told to throw"))
      journal.read(1) shouldBe (Seq("before"), 1)
      journal.add(1, "after") shouldBe 2
      seen.isEmpty shouldBe true
    }

    "be given to a core that comes back, before its dispatcher starts there" in withJournal(3) { (kernel, journal) =>
      for (lost <- 0 until 3) {
        val before = journal.read((lost + 1) % 3)
        journal.lose(lost)
        journal.add((lost + 1) % 3, s"without-$lost")
        eventually {
          kernel.cores().get(lost).incarnation shouldBe 2
          kernel.cores().get(lost).state shouldBe CoreState.ONLINE
          journal.read(lost) shouldBe (before._1 :+ s"without-$lost", before._2 + 1)
        }
        journal.add(lost, s"again-$lost") shouldBe (before._2 + 2)
        (0 until 3).foreach(core => journal.read(core)._2 shouldBe (before._2 + 2))
      }
    }

    "lose nothing that was answered when any core fails in the middle of it" in withJournal(3) { (_, journal) =>
      for (lost <- 0 until 3) {
        val others = (0 until 3).filter(_ != lost)
        val answers = others.flatMap(core => journal.addAll(core, (1 to 100).map(n => s"$lost-$core-$n")))
        journal.lose(lost)
        val more = others.flatMap(core => journal.addAll(core, (101 to 200).map(n => s"$lost-$core-$n")))
        (answers ++ more).foreach(answer => await(answer).outcome shouldBe a[Outcome.Done])
        val words = journal.read(others.head)._1.filter(_.startsWith(s"$lost-"))
        words.size shouldBe 400
        others.foreach(core =>
          words.filter(_.startsWith(s"$lost-$core-")) shouldBe (1 to 200).map(n => s"$lost-$core-$n"))
        eventually {
          val states = (0 until 3).map(core => journal.read(core))
          states.distinct.size shouldBe 1
        }
      }
    }

    "wait for a core that stands still until that is fenced" in withJournal(3) { (kernel, journal) =>
      val release = new CountDownLatch(1)
      journal.tell(1)(_ => while (release.getCount > 0) Thread.onSpinWait())
      val answer = journal.ask(2, new Journal.Change.Add("meanwhile"))
      await(answer).outcome shouldBe a[Outcome.Done]
      // fenced by now; its successor starts when the guardian's turn comes
      eventually(kernel.cores().get(1).incarnation shouldBe 2)
      release.countDown()
      eventually(journal.read(1)._1 shouldBe Seq("meanwhile"))
    }

    "end with its domain, answer those who wait, and begin anew with the next of its name" in withJournal(2) {
      (kernel, journal) =>
        journal.add(0, "old") shouldBe 1
        val release = new CountDownLatch(1)
        journal.tell(0)(_ => release.await())
        val answer = journal.ask(1, new Journal.Change.Add("waits"))
        val killed = kernel.kill("journal")
        release.countDown()
        await(killed) shouldBe a[Outcome.Done]
        await(answer).outcome match {
          case _: Outcome.Done      =>
          case no: Outcome.Refused => no.refusal shouldBe Refusal.STOPPING
        }
        val again = new Keeper(spawn(kernel))
        (0 until 2).foreach(core => again.read(core) shouldBe (Seq(), 0))
        again.add(1, "new") shouldBe 1
    }

    "begin anew when every core that held it has failed" in withJournal(1) { (kernel, journal) =>
      journal.add(0, "lost") shouldBe 1
      journal.lose(0)
      eventually(journal.read(0) shouldBe (Seq(), 0))
      journal.add(0, "again") shouldBe 1
    }

    "be there on its domain's cores only" in withJournal(3, cores = Cores.list(java.util.List.of(0, 2))) {
      (_, journal) =>
      journal.add(2, "here") shouldBe 1
      journal.read(0) shouldBe (Seq("here"), 1)
    }
  }
}

object ReplicatedObjectsSpec {

  type Journals = Replicated[Journal, Journal.Change]

  final case class Step(run: Journals => Unit)

  /** The dispatchers of a domain with a journal, from outside. */
  final class Keeper(domain: Domain[Step]) {

    def tell(core: Int)(step: Journals => Unit): Unit = domain.on(CoreId.of(core)).tell(Step(step))

    def on[T](core: Int)(step: Journals => T): T = {
      val answer = new CompletableFuture[T]
      tell(core)(journal => answer.complete(step(journal)))
      answer.get(2, TimeUnit.SECONDS)
    }

    def read(core: Int): (Seq[String], Long) =
      on(core)(journal => (journal.state.words.asScala.toSeq, journal.version))

    def ask(core: Int, change: Journal.Change): CompletableFuture[Updated] = asks(core, Seq(change)).head

    def addAll(core: Int, words: Seq[String]): Seq[CompletableFuture[Updated]] =
      asks(core, words.map(new Journal.Change.Add(_)))

    private def asks(core: Int, changes: Seq[Journal.Change]): Seq[CompletableFuture[Updated]] = {
      val answers = changes.map(_ => new CompletableFuture[Updated])
      tell(core) { journal =>
        changes.zip(answers).foreach { case (change, answer) =>
          try journal.update(change).thenAccept(updated => { answer.complete(updated); () })
          catch { case unsendable: RuntimeException => answer.completeExceptionally(unsendable) }
        }
      }
      answers
    }

    def add(core: Int, word: String): Long = await(ask(core, new Journal.Change.Add(word))).version

    def listen(core: Int): ConcurrentLinkedQueue[(Seq[String], Long)] = {
      val seen = new ConcurrentLinkedQueue[(Seq[String], Long)]
      on(core)(_.onChange((state, version) => seen.add((state.words.asScala.toSeq, version))))
      seen
    }

    def lose(core: Int): Unit = tell(core)(_ => throw new multikernel.runtime.CoreFailure("told to fail"))
  }

  def withJournal[T](count: Int, agreement: String = "", cores: Cores = Cores.all())(
      test: (Multikernel, Keeper) => T): T = {
    val overrides = ConfigFactory.parseString(
      s"""multikernel { cores = $count, metrics.enabled = off, data = target/test-data, messages = warn
         |  agreement { $agreement } }""".stripMargin)
    val kernel = Multikernel.boot(Settings.load(null, overrides))
    try test(kernel, new Keeper(spawn(kernel, cores)))
    finally kernel.close()
  }

  def spawn(kernel: Multikernel, cores: Cores = Cores.all()): Domain[Step] =
    kernel.spawn[Step](
      "journal",
      classOf[Step],
      java.util.List.of[ReplicatedSpec[_, _]](Journal.SPEC),
      (context: DispatcherContext) => keeping(context),
      cores)

  private def keeping(context: DispatcherContext): Behavior[Step] = {
    val journal = context.replicated(Journal.SPEC)
    Behaviors
      .receive(classOf[Step])
      .onMessage(classOf[Step], (step: Step) => { step.run(journal); Behaviors.same[Step] })
      .build()
  }

  def await[T](stage: CompletionStage[T]): T = stage.toCompletableFuture.get(20, TimeUnit.SECONDS)
}
