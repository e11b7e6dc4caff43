package multikernel.domain

import akka.actor.typed.Behavior
import akka.actor.typed.javadsl.{AskPattern, Behaviors}
import multikernel.base.{CoreId, CoreState, Outcome, Refusal}
import multikernel.capability.{Address, CapabilityType}
import multikernel.ownership.OwnershipEffect.Answered
import multikernel.ownership.Placed
import multikernel.runtime.{Capabilities, CapabilityRefused, CapabilityReply, CapabilityWork, CoreFailure}
import multikernel.runtime.{DispatcherContext, NodeCommand, NotMapped}
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.lang.foreign.{MemorySegment, ValueLayout}
import java.util.concurrent.{CompletableFuture, CompletionStage, CountDownLatch, ExecutionException, TimeUnit}
import scala.jdk.CollectionConverters._

class MemorySpec extends AnyWordSpec with Matchers with Eventually {

  import MemorySpec._
  import MultikernelSpec.withKernel

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(20, Seconds), interval = Span(20, Millis))

  "Memory of a node" should {

    "be allocated, retyped, mapped everywhere, written on one core and read on all, and unmapped everywhere" in
      withMemory(3) { memory =>
        val frame = memory.frame(0, 4096)
        memory.mapped(0, frame, 0 to 2, write = true)
        val copies = (0 to 2).map(core => memory.copyOf(core, frame))
        memory.on(1)(_.mapping(copies(1)).writable().set(ValueLayout.JAVA_LONG, 8, 4711L))
        (0 to 2).map(core => memory.on(core)(_.mapping(copies(core)).segment().get(ValueLayout.JAVA_LONG, 8))) shouldBe
          Seq(4711L, 4711L, 4711L)
        val kept = (0 to 2).map(core => memory.on(core)(_.mapping(copies(core)).segment()))
        memory.done(0)(_.unmap(frame.address))
        (0 to 2).foreach { core =>
          memory.failure(core)(_ => kept(core).get(ValueLayout.JAVA_LONG, 8)) shouldBe an[IllegalStateException]
          memory.failure(core)(_.mapping(copies(core)).segment()) should matchPattern {
            case not: NotMapped if not.refusal == Refusal.NOT_MAPPED =>
          }
        }
      }

    "be written only where it is mapped so, and be mapped when it is used if the domain's fault handler does it" in
      withMemory(2) { memory =>
        val frame = memory.frame(0, 8192)
        memory.failure(0)(_.mapping(frame.address).segment()) shouldBe a[NotMapped]
        memory.mapped(0, frame, Seq(0), write = false)
        memory.failure(0)(_.mapping(frame.address).writable()) should matchPattern {
          case not: NotMapped if not.refusal == Refusal.READ_ONLY =>
        }
        memory.failure(0)(_.mapping(frame.address).segment().fill(1)) shouldBe an[IllegalArgumentException]
        memory.done(0)(_.unmap(frame.address))
        val faults = memory.on(0) { capabilities =>
          var seen = Seq.empty[Boolean]
          capabilities.onFault { fault =>
            seen = seen :+ fault.write
            fault.mapping.map(fault.write) shouldBe a[Outcome.Done]
          }
          val mapping = capabilities.mapping(frame.address)
          mapping.read(8190, new Array[Byte](2))
          mapping.write(8190, Array[Byte](7, 8))
          mapping.segment().get(ValueLayout.JAVA_BYTE, 8191) shouldBe 8
          a[IndexOutOfBoundsException] should be thrownBy mapping.read(8191, new Array[Byte](2))
          seen
        }
        faults shouldBe Seq(false, true)
      }

    "let no other thread through a view" in withMemory(2) { memory =>
      val frame = memory.frame(1, 4096)
      memory.mapped(1, frame, Seq(1), write = true)
      val segment = memory.on(1)(_.mapping(frame.address).writable())
      a[WrongThreadException] should be thrownBy segment.get(ValueLayout.JAVA_LONG, 0)
      memory.failure(0)(_ => segment.set(ValueLayout.JAVA_LONG, 0, 1L)) shouldBe a[WrongThreadException]
    }

    "be zero when it is given again" in withMemory(2) { memory =>
      val before = memory.free()
      val bytes = 3 << 16
      val ram = memory.ask(0)(_.allocate(bytes))
      val frame = memory.ask(0)(_.retype(ram.address, 0, CapabilityType.FRAME, 1, bytes)).get(0)
      memory.mapped(0, frame, 0 to 1, write = true)
      memory.on(0)(_.mapping(frame.address).writable().fill(-1))
      val copy = memory.copyOf(1, frame)
      memory.done(0)(_.delete(frame.address))
      memory.done(1)(_.delete(copy))
      val again = memory.ask(0)(_.retype(ram.address, 0, CapabilityType.FRAME, 1, bytes)).get(0)
      memory.mapped(0, again, Seq(0), write = false)
      val zeros = MemorySegment.ofArray(new Array[Byte](bytes))
      memory.on(0)(_.mapping(again.address).segment().mismatch(zeros)) shouldBe -1
      memory.done(0)(_.delete(again.address))
      memory.done(0)(_.delete(ram.address))
      eventually(memory.free() shouldBe before)
    }

    "go to another core in one piece, with what is in it" in withMemory(2) { memory =>
      val bytes = 1 << 20
      val frame = memory.frame(0, bytes)
      memory.mapped(0, frame, Seq(0), write = true)
      memory.on(0)(_.mapping(frame.address).writable().set(ValueLayout.JAVA_LONG, bytes - 8, 42L))
      val arrived = new CompletableFuture[Placed]()
      memory.on(1)(_.onArrival((from, placed) => if (from == CoreId.of(0)) arrived.complete(placed)))
      val moved = memory.ask(0)(_.move(frame.address, CoreId.of(1), memory.domain.name))
      arrived.get(20, TimeUnit.SECONDS) shouldBe moved
      moved.capability.`object` shouldBe frame.capability.`object`
      memory.refusal(0)(_.unmap(frame.address)) shouldBe Refusal.NO_SUCH_CAPABILITY
      memory.mapped(1, moved, Seq(1), write = false)
      memory.on(1)(_.mapping(moved.address).segment().get(ValueLayout.JAVA_LONG, bytes - 8)) shouldBe 42L
    }

    "be revoked only if every holder agrees that asked to be heard" in withMemory(2) { memory =>
      val frame = memory.frame(0, 4096)
      memory.mapped(0, frame, Seq(1), write = true)
      val copy = memory.copyOf(1, frame)
      memory.done(1)(_.subscribe(copy))
      memory.on(1)(_.onRevoke((_, answer) => answer.accept(false)))
      memory.refusal(0)(_.revoke(frame.address)) shouldBe Refusal.HOLDER_REFUSES
      memory.failure(1)(_.mapping(copy).segment()) shouldBe null
      memory.on(1)(_.onRevoke((_, _) => throw new IllegalStateException("told to throw")))
      memory.refusal(0)(_.revoke(frame.address)) shouldBe Refusal.HOLDER_REFUSES
      memory.on(1)(_.onRevoke((_, answer) => answer.accept(true)))
      val kept = memory.on(1)(_.mapping(copy).segment())
      memory.done(0)(_.revoke(frame.address))
      memory.failure(1)(_ => kept.get(ValueLayout.JAVA_LONG, 0)) shouldBe an[IllegalStateException]
      memory.refusal(1)(_.identify(copy)) shouldBe Refusal.NO_SUCH_CAPABILITY
      memory.ask(0)(_.identify(frame.address)).capability.`object` shouldBe frame.capability.`object`
    }

    "be answered for when there is none left" in withMemory(2) { memory =>
      memory.refusal(0)(_.allocate(1L << 40)) shouldBe Refusal.OUT_OF_MEMORY
      memory.refusal(1)(_.allocate(4095)) shouldBe Refusal.BAD_SIZE
      memory.ask(0)(_.allocate(1 << 20)).capability.`object`.bytes shouldBe (1 << 20)
    }

    "be gone from a dispatcher that starts again, and free" in withMemory(2) { memory =>
      val before = memory.free()
      val frame = memory.frame(1, 4096)
      memory.mapped(1, frame, Seq(1), write = true)
      val kept = memory.on(1)(_.mapping(frame.address).segment())
      memory.domain.on(CoreId.of(1)).tell(Do(_ => throw new IllegalStateException("told to throw")))
      memory.refusal(1)(_.identify(frame.address)) shouldBe Refusal.NO_SUCH_CAPABILITY
      memory.failure(1)(_ => kept.get(ValueLayout.JAVA_LONG, 0)) shouldBe an[IllegalStateException]
      eventually(memory.free() shouldBe before)
    }

    "outlive a core that fails with views of it" in withMemory(3) { memory =>
      val frame = memory.frame(0, 4096)
      memory.mapped(0, frame, 0 to 2, write = true)
      memory.domain.on(CoreId.of(1)).tell(Do(_ => throw new CoreFailure("told to fail")))
      eventually {
        memory.kernel.cores().get(1).incarnation shouldBe 2
        memory.kernel.cores().get(1).state shouldBe CoreState.ONLINE
        memory.refusal(1)(_.identify(frame.address)) shouldBe Refusal.NO_SUCH_CAPABILITY
      }
      memory.done(0)(_.unmap(frame.address))
      val copy = memory.copyOf(2, frame)
      memory.failure(2)(_.mapping(copy).segment()) shouldBe a[NotMapped]
      memory.done(0)(_.revoke(frame.address))
      memory.mapped(0, frame, 0 to 2, write = true)
    }

    "come back from a core that failed and owned it" in withMemory(3) { memory =>
      val before = memory.free()
      val frame = memory.frame(1, 4096)
      memory.mapped(1, frame, Seq(2), write = true)
      memory.frame(1, 1 << 20)
      val copy = memory.copyOf(2, frame)
      memory.domain.on(CoreId.of(1)).tell(Do(_ => throw new CoreFailure("told to fail")))
      eventually(memory.kernel.cores().get(1).incarnation shouldBe 2)
      eventually(memory.done(2)(_.unmap(copy)))
      memory.done(2)(_.delete(copy))
      eventually(memory.free() shouldBe before)
    }

    "not be reused while a core that is stuck may use it, and be again once that has ended" in withMemory(3) {
      memory =>
        val frame = memory.frame(0, 4096)
        memory.mapped(0, frame, 0 to 1, write = true)
        val release = new CountDownLatch(1)
        val seen = new CompletableFuture[Long]()
        val copy = memory.copyOf(1, frame)
        memory.domain.on(CoreId.of(1)).tell(Do { capabilities =>
          val segment = capabilities.mapping(copy).writable()
          while (release.getCount > 0) Thread.onSpinWait()
          segment.set(ValueLayout.JAVA_LONG, 0, 4711L)
          seen.complete(segment.get(ValueLayout.JAVA_LONG, 0))
        })
        eventually(memory.kernel.cores().get(1).incarnation shouldBe 2)
        memory.refusal(0)(_.unmap(frame.address)) shouldBe Refusal.CORE_STUCK
        memory.refusal(0)(_.revoke(frame.address)) should (be(Refusal.CORE_STUCK) or be(Refusal.BUSY))
        release.countDown()
        seen.get(20, TimeUnit.SECONDS) shouldBe 4711L
        eventually(memory.done(0)(_.unmap(frame.address)))
        memory.mapped(0, frame, Seq(0, 2), write = true)
        val other = memory.copyOf(2, frame)
        memory.on(2)(_.mapping(other).segment().get(ValueLayout.JAVA_LONG, 0)) shouldBe 4711L
    }
  }
}

object MemorySpec {

  /** Runs on the core's thread, inside a message. */
  final case class Do(work: Capabilities => Unit)

  def doing(context: DispatcherContext): Behavior[Do] =
    Behaviors.receive(classOf[Do])
      .onMessage(classOf[Do], (todo: Do) => { todo.work(context.capabilities()); Behaviors.same[Do] })
      .build()

  def withMemory[T](cores: Int)(test: Memory => T): T =
    MultikernelSpec.withKernel(cores) { kernel =>
      test(new Memory(kernel, kernel.spawn[Do]("memo", classOf[Do], doing(_: DispatcherContext), Cores.all())))
    }

  private def free(kernel: Multikernel, core: Int): Long = {
    val seen = AskPattern.ask[NodeCommand, CapabilityReply](
      kernel.system,
      replyTo => new NodeCommand.DoWork(CoreId.of(core), 0, new CapabilityWork.See(), replyTo),
      java.time.Duration.ofSeconds(20),
      kernel.system.scheduler
    )
    seen.toCompletableFuture.get(20, TimeUnit.SECONDS).asInstanceOf[CapabilityReply.Seen].availableBytes
  }

  /** A domain on every core that does with its capabilities what it is told. */
  final class Memory(val kernel: Multikernel, val domain: Domain[Do]) {

    private def run[T](core: Int)(work: Capabilities => CompletionStage[T]): T = {
      val answer = new CompletableFuture[T]()
      domain.on(CoreId.of(core)).tell(Do(capabilities =>
        try work(capabilities).whenComplete((value, thrown) =>
            if (thrown == null) answer.complete(value) else answer.completeExceptionally(thrown))
        catch { case thrown: Throwable => answer.completeExceptionally(thrown) }))
      try answer.get(20, TimeUnit.SECONDS)
      catch { case failed: ExecutionException => throw failed.getCause }
    }

    def on[T](core: Int)(work: Capabilities => T): T =
      run(core)(capabilities => CompletableFuture.completedFuture(work(capabilities)))

    def ask[T](core: Int)(work: Capabilities => CompletionStage[T]): T = run(core)(work)

    def done(core: Int)(work: Capabilities => CompletionStage[Answered]): Unit =
      assert(run(core)(work).outcome.isInstanceOf[Outcome.Done])

    def failure(core: Int)(work: Capabilities => Any): Throwable =
      on(core)(capabilities => try { work(capabilities); null } catch { case thrown: Throwable => thrown })

    def refusal[T](core: Int)(work: Capabilities => CompletionStage[T]): Refusal =
      try { run(core)(work); null } catch { case refused: CapabilityRefused => refused.refusal }

    /** Bytes that no allocation has, on all cores together. */
    def free(): Long = (0 until kernel.cores().size).map(core => MemorySpec.free(kernel, core)).sum

    def frame(core: Int, bytes: Long): Placed = {
      val ram = ask(core)(_.allocate(bytes))
      ask(core)(_.retype(ram.address, 0, CapabilityType.FRAME, 1, bytes)).get(0)
    }

    def mapped(core: Int, frame: Placed, on: Seq[Int], write: Boolean): Unit =
      done(core)(_.map(frame.address, on.map(CoreId.of).asJava, write))

    /** Where a copy of it lies in the table of the domain on that core. */
    def copyOf(core: Int, frame: Placed): Address =
      if (frame.core.index == core) frame.address
      else on(core) { capabilities =>
        (0 to 255).map(slot => new Address(0, slot)).find { address =>
          try capabilities.mapping(address).`object`.id == frame.capability.`object`.id
          catch { case _: CapabilityRefused => false }
        }.get
      }
  }
}
