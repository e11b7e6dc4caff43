package multikernel.domain

import akka.actor.typed.Behavior
import akka.actor.typed.javadsl.Behaviors
import multikernel.base.{CoreId, Outcome, Refusal}
import multikernel.capability.{Address, CapabilityType, Rights}
import multikernel.ownership.OwnershipEffect.Answered
import multikernel.ownership.{Placed, Request}
import multikernel.runtime.{Capabilities, CapabilityRefused, DispatcherContext, Mapping, NotMapped}
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
