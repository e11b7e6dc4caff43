package multikernel.domain

import akka.actor.typed.{ActorRef, Behavior}
import akka.actor.typed.javadsl.Behaviors
import com.fasterxml.jackson.databind.JsonNode
import com.typesafe.config.ConfigFactory
import java.nio.file.{Files, Path}
import java.util.concurrent.{ConcurrentLinkedQueue, CountDownLatch, TimeUnit}
import java.util.concurrent.locks.LockSupport
import java.util.function.Supplier
import multikernel.base.CoreId
import multikernel.runtime.CoreFailure
import multikernel.settings.Settings
import multikernel.trace.TraceChecks
import scala.jdk.CollectionConverters._
import scala.jdk.OptionConverters._

/** A node of two cores with an actor on each, and what it said. */
final class TracedNode(data: Path, settings: String) extends AutoCloseable {

  import TracedNode._

  val events = new ConcurrentLinkedQueue[String]
  val kernel: Multikernel = Multikernel.boot(
    Settings.load(
      null,
      ConfigFactory.parseString(s"""multikernel { cores = 2, metrics.enabled = off, messages = warn, data = "$data"
        dispatcher.run-budget = 50ms
        $settings }""")))
  kernel.onEvent(event => events.add(event.text))
  private val domain = kernel.spawn("plays", plays, Cores.all())

  private def plays: Supplier[Behavior[Any]] = () =>
    Behaviors.receive(classOf[Any])
      .onMessage(
        classOf[Rally],
        (rally: Rally) => {
          if (rally.left == 0) rally.done.countDown()
          else rally.to.tell(rally.copy(left = rally.left - 1, to = rally.from, from = rally.to))
          Behaviors.same[Any]
        })
      .onMessage(classOf[Fail], (_: Fail) => throw new CoreFailure("told to fail"))
      .onMessage(classOf[Stall], (stall: Stall) => { stall.release.await(); Behaviors.same[Any] })
      .build()

  def tell(core: Int, message: Any): Unit = domain.on(CoreId.of(core)).tell(message)

  /** A message goes from one core to the other and back, until it has been passed on so often. */
  def rally(): Unit = {
    val done = new CountDownLatch(1)
    tell(0, Rally(Passes, domain.on(CoreId.of(1)), domain.on(CoreId.of(0)), done))
    assert(done.await(30, TimeUnit.SECONDS), "the last pass arrives")
  }

  /** Ends a core's loop. */
  def fail(core: Int): Unit = tell(core, Fail())

  /** Holds a core up until this is so. */
  def stallUntil(core: Int)(isSo: => Boolean): Unit = {
    val release = new CountDownLatch(1)
    tell(core, Stall(release))
    val until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30)
    while (!isSo && System.nanoTime() < until) LockSupport.parkNanos(1000000)
    release.countDown()
    assert(isSo, "while the core stands still")
  }

  def isStallTold(core: Int): Boolean =
    events.asScala.exists(event => event.startsWith(s"core-$core: ") && event.contains("CountDownLatch.await"))

  def state(name: String): Option[String] =
    kernel.traces.traces.asScala.find(_.name == name).map(_.state)

  /** What the flight recorder wrote because of this. */
  def flights(why: String = "stall"): Seq[String] =
    kernel.traces.traces.asScala.filter(_.state == "done").map(_.name).filter(_.endsWith(s"-$why.json")).toSeq

  def document(name: String): JsonNode =
    TraceChecks.read(Files.readString(kernel.traces.file(name).toScala.get))

  override def close(): Unit = kernel.close()
}

object TracedNode {
  val Passes = 2000

  final case class Rally(left: Int, to: ActorRef[Any], from: ActorRef[Any], done: CountDownLatch)
  final case class Stall(release: CountDownLatch)
  final case class Fail()

  def apply[T](settings: String = "")(body: TracedNode => T): T = {
    val node = new TracedNode(Files.createTempDirectory("traced"), settings)
    try body(node)
    finally node.close()
  }
}
