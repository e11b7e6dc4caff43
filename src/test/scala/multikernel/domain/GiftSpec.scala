package multikernel.domain

import akka.actor.typed.Behavior
import akka.actor.typed.javadsl.Behaviors
import multikernel.base.{CoreId, Refusal, Tier}
import multikernel.capability.{Address, CapabilityType, Rights}
import multikernel.codec.CapabilityRef
import multikernel.codec.CapabilityRef.{At, Missing}
import multikernel.runtime.{CapabilityRefused, DispatcherContext, Inlet}
import multikernel.urpc.Channel
import multikernel.urpc.Channel.{Ending, Sent}
import org.scalatest.matchers.should.Matchers
import org.scalatest.wordspec.AnyWordSpec

import java.lang.foreign.ValueLayout
import java.util.concurrent.{CompletableFuture, CompletionStage, ExecutionException, LinkedBlockingQueue, TimeUnit}
import scala.jdk.CollectionConverters._

/** Capabilities in the messages of a channel. */
class GiftSpec extends AnyWordSpec with Matchers {

  import GiftSpec._

  private def aChannel(tier: Tier, to: Int): Unit = {

    "give its receiver a capability of its own, before whatever is sent after it" in withFriends { friends =>
      friends.connect(0, to).tier shouldBe tier
      friends.ask(0) { at =>
        at.frame(4711).thenAccept { frame =>
          at.send(new Gift.Word(1))
          at.send(new Gift.One(2, frame))
          (3 to 600).foreach(number => at.send(new Gift.Word(number)))
        }
      }
      friends.next(to) shouldBe new Gift.Word(1)
      val given = friends.next(to).asInstanceOf[Gift.One]
      given.number shouldBe 2
      (3 to 600).map(_ => friends.next(to)) shouldBe (3 to 600).map(new Gift.Word(_))
      friends.ask(to)(at => CompletableFuture.completedFuture(at.read(given.what))) shouldBe 4711
    }

    "carry several in one message, and what is missing as missing" in withFriends { friends =>
      friends.connect(0, to)
      friends.ask(0) { at =>
        at.frame(1).thenCombine(
          at.frame(2),
          (one: CapabilityRef, two: CapabilityRef) =>
            at.send(new Gift.Many("hello", java.util.List.of(two, new Missing(Refusal.READ_ONLY), one)))
        )
      }
      val given = friends.next(to).asInstanceOf[Gift.Many]
      given.what.get(1) shouldBe new Missing(Refusal.READ_ONLY)
      friends.ask(to)(at =>
        CompletableFuture.completedFuture(Seq(0, 2).map(i => at.read(given.what.get(i))))) shouldBe Seq(2, 1)
    }

    "take nothing where one is not the sender's to give" in withFriends { friends =>
      friends.connect(0, to)
      friends.ask(0) { at =>
        at.frame(1).thenCompose { frame =>
          at.context.capabilities.mint(address(frame), new Rights(Rights.READ)).thenApply[Unit] { readable =>
            if (to != 0) { // a domain needs no right to have one more copy in its own table
              val ungrantable = new At(readable.address.bits)
              the[CapabilityRefused] thrownBy at.channel.trySend(new Gift.One(1, ungrantable)) should
                have(Symbol("refusal")(Refusal.NO_RIGHT))
            }
            the[CapabilityRefused] thrownBy at.channel.trySend(
              new Gift.Many("", java.util.List.of(frame, new At(0xbeef)))) should
              have(Symbol("refusal")(Refusal.NO_SUCH_CAPABILITY))
            at.send(new Gift.Word(2))
          }
        }
      }
      friends.next(to) shouldBe new Gift.Word(2)
    }

    "lose no message with a capability that finds no place" in withFriends { friends =>
      friends.connect(0, to)
      friends.ask(0) { at =>
        at.frame(1).thenCompose(frame => at.fill(to, frame)).thenAccept { frame =>
          at.send(new Gift.One(1, frame))
          at.send(new Gift.Word(2))
        }
      }
      friends.next(to) shouldBe new Gift.One(1, new Missing(Refusal.TABLE_FULL))
      friends.next(to) shouldBe new Gift.Word(2)
    }

    "deliver what it had accepted before it was closed" in withFriends { friends =>
      friends.connect(0, to)
      friends.ask(0) { at =>
        at.frame(5).thenAccept { frame =>
          at.send(new Gift.One(1, frame))
          at.channel.close()
        }
      }
      friends.next(to).asInstanceOf[Gift.One].what shouldBe an[At]
      friends.ended(to) shouldBe Ending.CLOSED
    }
  }

  "A channel to another core" should { behave like aChannel(Tier.URPC, 1) }

  "A channel inside a core" should { behave like aChannel(Tier.LRPC, 0) }
}

object GiftSpec {

  private val domain = "friend"

  final case class Do(work: Friend => Unit)

  private def address(ref: CapabilityRef): Address = Address.of(ref.asInstanceOf[At].address)

  /** A dispatcher's side of a test; on its core's thread. */
  final class Friend(val context: DispatcherContext, friends: Friends) {
    var channel: Channel[Gift] = _
    private var unsent = Vector.empty[Gift]

    context.`export`[Gift](
      Gift.INTERFACE,
      (_: Inlet) =>
        new Channel.Receiver[Gift] {
          override def received(message: Gift): Unit = friends.heard(context.core.index).add(message)
          override def closed(why: Ending): Unit = friends.endings(context.core.index).add(why)
        }
    )

    /** In order, as there is room. */
    def send(gift: Gift): Unit = {
      unsent = unsent :+ gift
      if (unsent.size == 1) flush()
    }

    private def flush(): Unit =
      while (unsent.nonEmpty)
        channel.trySend(unsent.head, () => flush()) match {
          case Sent.ACCEPTED => unsent = unsent.tail
          case Sent.BUSY     => return
          case Sent.CLOSED   => throw new IllegalStateException(s"closed before $unsent")
        }

    /** With a number in it. */
    def frame(number: Long): CompletionStage[CapabilityRef] = {
      val capabilities = context.capabilities
      capabilities.allocate(4096)
        .thenCompose(ram => capabilities.retype(ram.address, 0, CapabilityType.FRAME, 1, 4096L))
        .thenCompose { made =>
          val at = made.get(0).address
          capabilities.map(at, java.util.List.of(context.core), true).thenApply { _ =>
            capabilities.mapping(at).writable().set(ValueLayout.JAVA_LONG, 0L, number)
            new At(at.bits)
          }
        }
    }

    def read(ref: CapabilityRef): Long = {
      val mapping = context.capabilities.mapping(address(ref))
      mapping.map(false)
      mapping.segment().get(ValueLayout.JAVA_LONG, 0L)
    }

    /** Copies until the domain's table on that core has no place left. */
    def fill(core: Int, ref: CapabilityRef): CompletionStage[CapabilityRef] =
      context.capabilities.copy(address(ref), CoreId.of(core), domain).handle[CompletionStage[CapabilityRef]] {
        (_, refused) => if (refused == null) fill(core, ref) else CompletableFuture.completedFuture(ref)
      }.thenCompose(next => next)
  }

  final class Friends(kernel: Multikernel) {
    val heard: Seq[LinkedBlockingQueue[Gift]] = Seq.fill(2)(new LinkedBlockingQueue)
    val endings: Seq[LinkedBlockingQueue[Ending]] = Seq.fill(2)(new LinkedBlockingQueue)
    private val all = kernel.spawn[Do](domain, classOf[Do], behaviour(_: DispatcherContext), Cores.all())

    private def behaviour(context: DispatcherContext): Behavior[Do] = Behaviors.setup { _ =>
      val friend = new Friend(context, this)
      Behaviors.receive(classOf[Do])
        .onMessage(classOf[Do], (todo: Do) => { todo.work(friend); Behaviors.same[Do] })
        .build()
    }

    def ask[T](core: Int)(work: Friend => CompletionStage[T]): T = {
      val answer = new CompletableFuture[T]
      all.on(CoreId.of(core)).tell(Do(friend =>
        try work(friend).whenComplete((value, thrown) =>
            if (thrown == null) answer.complete(value) else answer.completeExceptionally(thrown))
        catch { case thrown: Throwable => answer.completeExceptionally(thrown) }))
      try answer.get(20, TimeUnit.SECONDS)
      catch { case failed: ExecutionException => throw failed.getCause }
    }

    def connect(from: Int, to: Int): Channel[Gift] =
      ask(from)(at => at.context.connect(domain, CoreId.of(to), Gift.INTERFACE).thenApply { made =>
        at.channel = made
        made
      })

    def next(core: Int): Gift = {
      val gift = heard(core).poll(20, TimeUnit.SECONDS)
      assert(gift != null, s"nothing comes to core $core")
      gift
    }

    def ended(core: Int): Ending = endings(core).poll(20, TimeUnit.SECONDS)
  }

  def withFriends[T](test: Friends => T): T =
    MultikernelSpec.withKernel(2)(kernel => test(new Friends(kernel)))
}
