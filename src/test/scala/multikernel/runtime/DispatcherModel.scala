package multikernel.runtime

import akka.actor.{Actor, ActorRef, ActorSystem, ExtendedActorSystem, Props}
import com.typesafe.config.{Config, ConfigFactory}
import java.util.concurrent.atomic.AtomicInteger
import scala.concurrent.Await
import scala.concurrent.duration._

/** A dispatcher with one core, by configuration alone or of a multikernel's core, and actors to try it with. */
trait DispatcherModel extends Patience {


  /** One dispatcher with one core under it. */
  final class Model(val system: ActorSystem, val id: String, end: () => Unit) extends AutoCloseable {
    val extended = system.asInstanceOf[ExtendedActorSystem]
    val dispatcher: CoreDispatcher = system.dispatchers.lookup(id).asInstanceOf[CoreDispatcher]
    val names = new AtomicInteger

    /** Started when this returns. */
    def actor(make: => Actor): ActorRef = {
      val ref = extended.systemActorOf(Props(make).withDispatcher(id), s"actor-${names.incrementAndGet()}")
      eventually(assert(CellProbe.isStarted(ref)))
      ref
    }

    def host(make: => Actor): ActorRef = host(Props(make))

    def host(props: Props): ActorRef = extended.systemActorOf(props, s"host-${names.incrementAndGet()}")

    override def close(): Unit = end()
  }

  val settings = ConfigFactory.parseString("""
    akka.loglevel = OFF
    akka.stdout-loglevel = OFF
    akka.log-dead-letters = off
    akka.jvm-exit-on-fatal-error = off
    one-core {
      type = "multikernel.runtime.CoreDispatcherConfigurator"
      mailbox-type = "multikernel.runtime.UrpcMailbox"
      cores = [0]
    }
    """)

  def dropIn(config: Config): Model = {
    val system = ActorSystem("model", config.withFallback(settings).withFallback(ConfigFactory.load()))
    new Model(system, "one-core", () => { system.terminate(); Await.result(system.whenTerminated, 20.seconds) })
  }

  def ofACore(config: Config): Model = {
    val limits = if (config.hasPath("one-core")) config.getConfig("one-core") else ConfigFactory.empty()
    val cores = new Cores(1, limits)
    new Model(cores.system.classicSystem, "multikernel.core-0", () => cores.close())
  }

  def on[T](make: Config => Model, config: String = "")(body: Model => T): T = {
    val model = make(ConfigFactory.parseString(config))
    try body(model)
    finally model.close()
  }

  class Counts(report: Report[Any]) extends Actor {
    override def receive: Receive = {
      case f: (() => Any) @unchecked => report.tell(f())
      case message                   => report.tell(message)
    }
  }

  def run(what: => Any): () => Any = () => what

  val both: Seq[(String, Config => Model)] =
    Seq("A drop-in dispatcher" -> (dropIn(_)), "A core's dispatcher" -> (ofACore(_)))
}
