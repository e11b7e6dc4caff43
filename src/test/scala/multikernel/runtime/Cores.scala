package multikernel.runtime

import akka.actor.{Actor, DeadLetter, ExtendedActorSystem, Props}
import akka.actor.typed.{ActorRef, ActorSystem, Behavior, DispatcherSelector}
import akka.actor.typed.scaladsl.Behaviors
import akka.actor.typed.scaladsl.adapter._
import com.typesafe.config.{Config, ConfigFactory}
import java.util.concurrent.{ConcurrentHashMap, ConcurrentLinkedQueue, LinkedBlockingQueue, TimeUnit}
import multikernel.base.CoreId
import org.scalatest.concurrent.Eventually
import org.scalatest.time.{Millis, Seconds, Span}
import scala.concurrent.Await
import scala.concurrent.duration._
import scala.jdk.CollectionConverters._

/** Some cores without the rest of a multikernel, and what they published. */
final class Cores(count: Int, limits: Config = ConfigFactory.empty(), config: Config = ConfigFactory.empty())
    extends AutoCloseable {

  private val quiet = ConfigFactory.parseString("""
    akka.loglevel = OFF
    akka.stdout-loglevel = OFF
    akka.log-dead-letters = off
    akka.jvm-exit-on-fatal-error = off
    """)
  val system: ActorSystem[Nothing] =
    ActorSystem[Nothing](
      Behaviors.empty[Nothing],
      "cores",
      config.withFallback(quiet).withFallback(ConfigFactory.load())
    )
  val net: Interconnect = Interconnect.of(system)
  val dropped = new ConcurrentLinkedQueue[Dropped]
  val deadLetters = new ConcurrentLinkedQueue[DeadLetter]
  val ended = new ConcurrentHashMap[String, Option[Throwable]]
  private val listener = system.systemActorOf(
    Behaviors.receiveMessage[Any] {
      case d: Dropped    => dropped.add(d); Behaviors.same
      case d: DeadLetter => deadLetters.add(d); Behaviors.same
      case _             => Behaviors.same
    },
    "listener")
  system.toClassic.eventStream.subscribe(listener.toClassic, classOf[Dropped])
  system.toClassic.eventStream.subscribe(listener.toClassic, classOf[DeadLetter])

  val cores: IndexedSeq[Incarnation] = (0 until count).map(start(_, 1))

  def start(core: Int, incarnation: Int): Incarnation = {
    val name = if (incarnation == 1) s"core-$core" else s"core-$core.$incarnation"
    net.start(
      new CoreStart(
        CoreId.of(core),
        incarnation,
        s"multikernel.$name",
        name,
        DispatchLimits.of(limits),
        () => (),
        why => ended.put(name, Option(why))))
  }

  def on[T](core: Incarnation, name: String)(behavior: Behavior[T]): ActorRef[T] =
    system.systemActorOf(behavior, name, DispatcherSelector.fromConfig(core.dispatcherId))

  def on[T](core: Int, name: String)(behavior: Behavior[T]): ActorRef[T] = on(cores(core), name)(behavior)

  def classic(core: Int, name: String)(actor: => Actor): akka.actor.ActorRef =
    extended.systemActorOf(Props(actor).withDispatcher(cores(core).dispatcherId), name)

  /** On threads that are no core. */
  def host(name: String)(actor: => Actor): akka.actor.ActorRef = extended.systemActorOf(Props(actor), name)

  private def extended = system.toClassic.asInstanceOf[ExtendedActorSystem]

  def droppedBecause(reason: Dropped.Reason): Long =
    dropped.asScala.filter(_.reason == reason).map(_.count).sum

  override def close(): Unit = {
    system.terminate()
    Await.result(system.whenTerminated, 20.seconds)
  }
}

object Cores {
  def apply[T](count: Int, limits: String = "")(body: Cores => T): T = {
    val cores = new Cores(count, ConfigFactory.parseString(limits))
    try body(cores)
    finally cores.close()
  }
}

/** What actors report to a test. */
final class Report[T] {
  private val queue = new LinkedBlockingQueue[T]
  def tell(value: T): Unit = queue.add(value)
  def next(): T =
    Option(queue.poll(Timeouts.seconds.toLong, TimeUnit.SECONDS))
      .getOrElse(throw new AssertionError("nothing was reported"))
  def isEmpty: Boolean = queue.isEmpty
}

object Timeouts {
  /** Far above what a promise needs: a condition that holds only later than this does not hold. */
  val seconds = 30
}

trait Patience extends Eventually {
  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(Span(Timeouts.seconds.toLong, Seconds), Span(5, Millis))
}
