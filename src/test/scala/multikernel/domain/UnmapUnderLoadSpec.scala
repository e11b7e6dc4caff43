package multikernel.domain

import akka.actor.typed.{ActorRef, Behavior}
import akka.actor.typed.javadsl.Behaviors
import multikernel.base.{CoreId, Outcome}
import multikernel.capability.{Address, CapabilityType}
import multikernel.ownership.{Placed, Request}
import multikernel.runtime.DispatcherContext
import org.scalatest.matchers.should.Matchers
import org.scalatest.wordspec.AnyWordSpec

import java.lang.foreign.{MemorySegment, ValueLayout}
import java.util.concurrent.{CompletableFuture, TimeUnit}

/** Every core reads a frame as fast as it can while it is unmapped, again and again. */
class UnmapUnderLoadSpec extends AnyWordSpec with Matchers {

  import UnmapUnderLoadSpec._

  private val cores = Integer.getInteger("multikernel.test.unmap-cores", 3)
  private val rounds: Long = java.lang.Long.getLong("multikernel.test.unmaps", 2_000L)

  "An unmap" should {

    s"let no access succeed on any of $cores cores after its answer, in $rounds rounds of load" in
      MultikernelSpec.withKernel(cores) { kernel =>
        val result = new CompletableFuture[Tally]()
        val domain =
          kernel.spawn[Told]("load", classOf[Told], (context: DispatcherContext) => create(context), Cores.all())
        val all = (0 until cores).map(core => domain.on(CoreId.of(core)))
        all.head.tell(Run(all, rounds, result))
        val tally = result.get(30 + rounds / 50, TimeUnit.SECONDS)
        tally.failed shouldBe rounds * cores
        tally.succeeded shouldBe 0
        tally.reads should be > rounds
        kernel.cores().forEach(core => core.incarnation shouldBe 1)
      }
  }
}

object UnmapUnderLoadSpec {

  sealed trait Told
  final case class Run(all: Seq[ActorRef[Told]], rounds: Long, result: CompletableFuture[Tally]) extends Told

  /** Read the frame that lies there, until it cannot be read. */
  final case class Read(frame: Address, pattern: Long, leader: ActorRef[Told]) extends Told
  final case class Again(pattern: Long) extends Told
  final case class Reading(core: CoreId) extends Told

  /** The unmap was answered before this was sent. */
  final case class Unmapped(leader: ActorRef[Told]) extends Told
  final case class Found(reads: Long, failed: Boolean) extends Told

  final case class Tally(reads: Long, failed: Long, succeeded: Long)

  private val Value = ValueLayout.JAVA_LONG

  def create(context: DispatcherContext): Behavior[Told] = Behaviors.setup(actor => {
    val self = actor.getSelf
    val capabilities = context.capabilities()
    val me = context.core()
    var segment: MemorySegment = null
    var reads = 0L
    var leading: Leader = null
    Behaviors.receive(classOf[Told]).onAnyMessage { told =>
      told match {
        case run: Run =>
          leading = new Leader(context, self, run)
          leading.begin()
        case Read(frame, pattern, leader) =>
          segment = capabilities.mapping(frame).segment()
          reads = 0
          leader.tell(Reading(me))
          self.tell(Again(pattern))
        case Again(pattern) =>
          try {
            for (_ <- 1 to 100) {
              if (segment.get(Value, 8) != pattern) throw new AssertionError("read what belongs to another round")
              reads += 1
            }
            self.tell(Again(pattern))
          } catch { case _: IllegalStateException => }
        case Unmapped(leader) =>
          val failed =
            try { segment.get(Value, 8); false }
            catch { case _: IllegalStateException => true }
          leader.tell(Found(reads, failed))
        case Reading(_)             => leading.reading()
        case Found(reads, failed) => leading.found(reads, failed)
      }
      Behaviors.same[Told]
    }.build()
  })

  /** Maps a frame on all cores with the number of the round in it, and unmaps it once all of them read. */
  final private class Leader(context: DispatcherContext, self: ActorRef[Told], run: Run) {
    private val capabilities = context.capabilities()
    private val cores = java.util.List.copyOf(context.cores())
    private var frame: Placed = null
    private var copies = Map.empty[CoreId, Address]
    private var round = 0L
    private var awaited = 0
    private var tally = Tally(0, 0, 0)

    def begin(): Unit =
      capabilities.allocate(4096).thenCompose[java.util.List[Placed]](ram =>
        capabilities.retype(ram.address, 0, CapabilityType.FRAME, 1, 4096)
      ).thenAccept { made =>
        frame = made.get(0)
        copies = Map(context.core() -> frame.address)
        mapped()
      }

    private def mapped(): Unit = {
      round += 1
      capabilities.ask(
        new Request.MapOn(frame.address, cores, true),
        answered => {
          require(answered.outcome.isInstanceOf[Outcome.Done], answered)
          answered.placed.forEach(placed => copies += placed.core -> placed.address)
          capabilities.mapping(frame.address).writable().set(Value, 8, round)
          awaited = run.all.size
          for ((dispatcher, core) <- run.all.zipWithIndex)
            dispatcher.tell(Read(copies(CoreId.of(core)), round, self))
        }
      )
    }

    def reading(): Unit = {
      awaited -= 1
      if (awaited == 0) {
        capabilities.ask(
          new Request.Unmap(frame.address),
          answered => {
            require(answered.outcome.isInstanceOf[Outcome.Done], answered)
            awaited = run.all.size
            run.all.foreach(_.tell(Unmapped(self)))
          }
        )
      }
    }

    def found(reads: Long, failed: Boolean): Unit = {
      val one = if (failed) 1 else 0
      tally = Tally(tally.reads + reads, tally.failed + one, tally.succeeded + 1 - one)
      awaited -= 1
      if (awaited == 0) {
        if (round == run.rounds) run.result.complete(tally) else mapped()
      }
    }
  }
}
