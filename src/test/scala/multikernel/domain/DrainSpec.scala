package multikernel.domain

import akka.actor.typed.{ActorRef, Behavior, PostStop}
import akka.actor.typed.javadsl.{AskPattern, Behaviors}
import com.typesafe.config.ConfigFactory
import multikernel.base.{CoreId, DomainSpec, Outcome}
import multikernel.runtime.{DispatcherContext, Drain, NodeCommand}
import multikernel.settings.Settings
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.time.Duration
import java.util.concurrent.{LinkedBlockingQueue, TimeUnit}

class DrainSpec extends AnyWordSpec with Matchers with Eventually {

  import DrainSpec._

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(20, Seconds), interval = Span(20, Millis))

  "A CPU driver" should {

    "start a domain that was killed and spawned at once only after the old dispatcher has drained" in withNode {
      (node, said) =>
        spawn(node)
        next(said) shouldBe Up
        tell(node)(new NodeCommand.Kill("shop", _)) shouldBe a[Outcome.Done]
        val asked = next(said).asInstanceOf[Asked]
        spawn(node)
        asked.drain.replyTo.tell(Drain.Drained.DRAINED)
        Seq(next(said), next(said)) shouldBe Seq(Down, Up)
    }

    "ask a drainer once that registered again when its dispatcher restarted" in withNode { (node, said) =>
      spawn(node)
      next(said) shouldBe Up
      dispatcher(node).tell("throw")
      next(said) shouldBe Up
      tell(node)(new NodeCommand.Kill("shop", _)) shouldBe a[Outcome.Done]
      next(said).asInstanceOf[Asked].drain.replyTo.tell(Drain.Drained.DRAINED)
      next(said) shouldBe Down
    }

    "not wait for a drainer that has ended, nor lose its core to it" in withNode { (node, said) =>
      spawn(node)
      next(said) shouldBe Up
      dispatcher(node).tell("stop")
      next(said) shouldBe Down
      tell(node)(new NodeCommand.DrainNode(_)) shouldBe Drain.Drained.DRAINED
      node.setup.board.cores.get(0).incarnation shouldBe 1
    }
  }

  private def dispatcher(node: BootedNode): ActorRef[Any] = eventually {
    val found = node.setup.board.bindings("shop").dispatchers.get(CoreId.of(0))
    found should not be null
    found.unsafeUpcast[Any]
  }
}

object DrainSpec {

  sealed trait Said
  case object Up extends Said
  case object Down extends Said
  final case class Asked(drain: Drain) extends Said

  /** One core that would wait for a drainer longer than any of these tests. */
  def withNode[T](test: (BootedNode, LinkedBlockingQueue[Said]) => T): T = {
    val said = new LinkedBlockingQueue[Said]
    val node = BootedNode.start(Settings.of(Settings.load(
      null,
      ConfigFactory.parseString("""multikernel { cores = 1, metrics.enabled = off, data = target/test-data
        drain-timeout = 60s }""")
    )))
    try {
      node.setup.factories.register("draining", context => draining(context, said))
      tell(node)(new NodeCommand.Boot(_))
      test(node, said)
    } finally node.end()
  }

  /** Dispatcher, drainer and subscriber in one. */
  private def draining(context: DispatcherContext, said: LinkedBlockingQueue[Said]): Behavior[Any] =
    Behaviors.setup { actor =>
      context.bind("shop", actor.getSelf.narrow)
      context.onDrain(actor.getSelf.narrow)
      said.add(Up)
      Behaviors.receive(classOf[Any])
        .onMessageEquals("throw", () => throw new IllegalStateException("told to throw"))
        .onMessageEquals("stop", () => Behaviors.stopped[Any])
        .onMessage(classOf[Drain], (drain: Drain) => { said.add(Asked(drain)); Behaviors.same[Any] })
        .onSignal(classOf[PostStop], (_: PostStop) => { said.add(Down); Behaviors.same[Any] })
        .build()
    }

  def spawn(node: BootedNode): Unit = {
    val shop = new DomainSpec("shop", "draining", java.util.List.of(CoreId.of(0)), 0, java.util.Map.of())
    assert(tell(node)((replyTo: ActorRef[Outcome]) => new NodeCommand.Spawn(shop, replyTo)).isInstanceOf[Outcome.Done])
  }

  def tell[R](node: BootedNode)(command: ActorRef[R] => NodeCommand): R =
    AskPattern
      .ask[NodeCommand, R](node.system, (to: ActorRef[R]) => command(to), Duration.ofSeconds(20), node.system.scheduler)
      .toCompletableFuture
      .get(20, TimeUnit.SECONDS)

  def next(said: LinkedBlockingQueue[Said]): Said = {
    val word = said.poll(20, TimeUnit.SECONDS)
    assert(word != null, "nothing was said")
    word
  }
}
