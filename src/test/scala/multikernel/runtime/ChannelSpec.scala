package multikernel.runtime

import akka.actor.typed.scaladsl.Behaviors
import java.util.concurrent.atomic.{AtomicBoolean, AtomicInteger}
import multikernel.base.{CoreId, Refusal, Tier}
import multikernel.urpc.Channel
import multikernel.urpc.Channel.{Ending, Sent, State}
import org.scalatest.wordspec.AnyWordSpec
import scala.jdk.CollectionConverters._

/** The same promises on both tiers inside a node. */
class ChannelSpec extends AnyWordSpec with Patience {

  private val small = "channel-capacity = 16"

  /** What came out of one channel, and how it ended. */
  private final class Ear(onMessage: Parcel => Unit = _ => ()) extends Channel.Receiver[Parcel] {
    val heard = new Report[Parcel]
    val endings = new Report[Ending]
    @volatile var inlet: Inlet = _
    override def received(message: Parcel): Unit = { heard.tell(message); onMessage(message) }
    override def closed(why: Ending): Unit = endings.tell(why)
  }

  private def on[T](cores: Cores, core: Int)(action: => T): T = {
    val done = new Report[Either[Throwable, T]]
    cores.on(core, s"step-${ChannelSpec.steps.incrementAndGet}")(Behaviors.setup[Any] { _ =>
      done.tell(try Right(action) catch { case e: Throwable => Left(e) })
      Behaviors.stopped
    })
    done.next().fold(throw _, identity)
  }

  private def plane: ChannelPlane = Incarnation.current.channels

  private def listen(cores: Cores, core: Int, domain: String, ear: Ear): Unit =
    on(cores, core)(plane.export[Parcel](domain, Parcel.INTERFACE, inlet => { ear.inlet = inlet; ear }))

  private def ask(cores: Cores, from: Int, to: Int, domain: String): Report[Either[Throwable, Channel[Parcel]]] = {
    val answer = new Report[Either[Throwable, Channel[Parcel]]]
    on(cores, from) {
      plane.connect("client", domain, CoreId.of(to), Parcel.INTERFACE, null).whenComplete { (channel, why) =>
        answer.tell(if (why == null) Right(channel) else Left(why))
      }
    }
    answer
  }

  private def connect(cores: Cores, to: Int, ear: Ear, domain: String = "server"): Channel[Parcel] = {
    listen(cores, to, domain, ear)
    ask(cores, 0, to, domain).next().fold(throw _, identity)
  }

  private def numbers(ear: Ear, count: Int): Seq[Long] = (1 to count).map(_ => number(ear.heard.next()))

  private def number(parcel: Parcel): Long = parcel match {
    case s: Parcel.Small => s.number
    case l: Parcel.Large => l.number
  }

  /** Sends all, as fast as there is room. */
  private def pour(channel: Channel[Parcel], parcels: Iterator[Parcel]): Unit = {
    var next = if (parcels.hasNext) Some(parcels.next()) else None
    while (next.isDefined) channel.trySend(next.get, () => pour(channel, next.iterator ++ parcels)) match {
      case Sent.ACCEPTED => next = if (parcels.hasNext) Some(parcels.next()) else None
      case _             => return
    }
  }

  private def failAfter(gate: AtomicBoolean): Unit = {
    while (!gate.get) Thread.onSpinWait()
    throw new CoreFailure("told to")
  }

  private def smalls(count: Int): Iterator[Parcel] = (1 to count).iterator.map(n => new Parcel.Small(n.toLong))

  private def larges(count: Int): Iterator[Parcel] =
    (1 to count).iterator.map(n => new Parcel.Large(n.toLong, n.toString * 3000))

  private def aChannel(tier: Tier, to: Int): Unit = {

    "say which tier carries it" in Cores(2) { cores =>
      assert(connect(cores, to, new Ear).tier == tier)
      val shown = cores.net.channels.asScala.filter(_.capacity == 256)
      assert(shown.map(c => (c.tier, c.from.index, c.to.index)) == Seq((tier, 0, to)))
    }

    "carry messages in order, however many more than fit" in Cores(2, small) { cores =>
      val ear = new Ear
      val channel = connect(cores, to, ear)
      on(cores, 0)(pour(channel, smalls(5000)))
      assert(numbers(ear, 5000) == (1L to 5000L))
      eventually(assert(channel.sent == 5000 && channel.received == 5000 && channel.stalls > 0))
    }

    "account for every message, under way and once all have come" in Cores(2, small) { cores =>
      def shown = {
        val open = cores.net.channels.asScala.filter(_.capacity == 16).filter(_.tier == tier)
        (open.map(_.sent).sum, open.map(c => c.received + c.rejected).sum, open.map(_.depth).sum)
      }
      val gate = new AtomicBoolean
      val ear = new Ear(_ => while (!gate.get) Thread.onSpinWait())
      val channel = connect(cores, to, ear)
      val sent = on(cores, 0) {
        Iterator.continually(channel.trySend(new Parcel.Small(1))).takeWhile(_ == Sent.ACCEPTED).size
      }
      eventually(assert(shown._1 == sent && shown._2 <= 1 && shown._3 >= sent - 1))
      gate.set(true)
      assert(numbers(ear, sent).size == sent)
      eventually(assert(shown == ((sent.toLong, sent.toLong, 0))))
    }

    "wake a receiver that has long slept" in Cores(2, small) { cores =>
      val ear = new Ear
      val channel = connect(cores, to, ear)
      (1 to 20).foreach { n =>
        eventually(assert(cores.cores(to).reading.asleep))
        on(cores, 0)(channel.trySend(new Parcel.Small(n.toLong)))
        assert(number(ear.heard.next()) == n)
      }
    }

    "answer busy when full, and tell of room once" in Cores(2, small) { cores =>
      val (gate, rooms) = (new AtomicBoolean, new AtomicInteger)
      val ear = new Ear(_ => while (!gate.get) Thread.onSpinWait())
      val channel = connect(cores, to, ear)
      val answers = on(cores, 0) {
        Iterator.continually(channel.trySend(new Parcel.Small(1), () => rooms.incrementAndGet()))
          .takeWhile(_ == Sent.ACCEPTED).size
      }
      gate.set(true)
      assert(numbers(ear, answers).size == answers)
      eventually(assert(rooms.get == 1))
      on(cores, 0)(assert(channel.trySend(new Parcel.Small(2)) == Sent.ACCEPTED))
      assert(number(ear.heard.next()) == 2)
      assert(rooms.get == 1)
    }

    "carry what is longer than the channel, piece by piece" in Cores(2, small) { cores =>
      val ear = new Ear
      val channel = connect(cores, to, ear)
      on(cores, 0)(pour(channel, larges(50)))
      (1 to 50).foreach(n => assert(ear.heard.next() == new Parcel.Large(n.toLong, n.toString * 3000)))
    }

    "not mix with another of the same two cores" in Cores(2, small) { cores =>
      val (left, right) = (new Ear, new Ear)
      val (one, two) = (connect(cores, to, left, "left"), connect(cores, to, right, "right"))
      on(cores, 0) { pour(one, larges(30)); pour(two, smalls(1000)) }
      assert(numbers(left, 30) == (1L to 30L))
      assert(numbers(right, 1000) == (1L to 1000L))
    }

    "deliver what was accepted before it was closed, then say so at both ends" in Cores(2, small) { cores =>
      val ear = new Ear
      val channel = connect(cores, to, ear)
      val accepted = on(cores, 0) {
        val sent = (1L to 10L).filter(n => channel.trySend(new Parcel.Large(n, "x" * 500)) == Sent.ACCEPTED)
        channel.close()
        assert(channel.state == State.DRAINING && channel.trySend(new Parcel.Small(0)) == Sent.CLOSED)
        sent
      }
      assert(numbers(ear, accepted.size) == accepted)
      assert(ear.endings.next() == Ending.CLOSED)
      eventually(assert(channel.state == State.CLOSED && channel.rejected == 0))
      assert(ear.heard.isEmpty && ear.endings.isEmpty)
      eventually(assert(!cores.net.channels.asScala.exists(_.capacity == 16)))
    }

    "be closed by its receiver, who still gets what was accepted" in Cores(2, small) { cores =>
      val (ear, rooms) = (new Ear, new AtomicInteger)
      val channel = connect(cores, to, ear)
      on(cores, 0)(channel.trySend(new Parcel.Small(1)))
      assert(number(ear.heard.next()) == 1)
      on(cores, to)(ear.inlet.close())
      eventually(assert(channel.state == State.CLOSED))
      assert(ear.endings.next() == Ending.CLOSED)
      on(cores, 0)(assert(channel.trySend(new Parcel.Small(2), () => rooms.incrementAndGet()) == Sent.CLOSED))
      assert(rooms.get == 0)
    }

    "lose nothing when its sender's dispatcher ends" in Cores(2, small) { cores =>
      val ear = new Ear
      val channel = connect(cores, to, ear)
      val accepted = on(cores, 0) {
        val count = larges(5).takeWhile(channel.trySend(_) == Sent.ACCEPTED).size
        plane.endOf("client")
        count
      }
      assert(numbers(ear, accepted) == (1L to accepted.toLong))
      assert(ear.endings.next() == Ending.CLOSED)
    }

    "end when its receiver's dispatcher does, and tell who waits for room" in Cores(2, small) { cores =>
      val (ear, rooms) = (new Ear, new Report[Sent])
      val channel = connect(cores, to, ear)
      on(cores, to)(plane.endOf("server"))
      eventually(assert(on(cores, 0)(channel.trySend(new Parcel.Small(1))) == Sent.CLOSED))
      eventually(assert(channel.state == State.CLOSED))
      assert(ear.endings.isEmpty && rooms.isEmpty)
    }

    "end alone when its receiver throws" in Cores(2, small) { cores =>
      val ear = new Ear(_ => throw new IllegalStateException("told to"))
      val channel = connect(cores, to, ear)
      on(cores, 0)(channel.trySend(new Parcel.Small(1)))
      assert(ear.endings.next() == Ending.BROKEN)
      eventually(assert(channel.state == State.CLOSED))
      on(cores, to)(())
    }

    "be refused where nobody exports the interface" in Cores(2) { cores =>
      ask(cores, 0, to, "nobody").next() match {
        case Left(refused: ChannelRefused) => assert(refused.refusal == Refusal.NO_SUCH_EXPORT)
        case other                         => fail(other.toString)
      }
    }

    "be refused beyond the limit of a core" in Cores(2, "channels-max = 2") { cores =>
      listen(cores, to, "server", new Ear)
      val answers = (1 to 3).map(_ => ask(cores, 0, to, "server").next())
      assert(answers.count(_.isLeft) >= 1)
      assert(answers.collect { case Left(refused: ChannelRefused) => refused.refusal }.toSet == Set(Refusal.BUSY))
    }
  }

  "A channel on the lrpc tier" should {
    behave like aChannel(Tier.LRPC, 0)

    "not call its receiver inside a send" in Cores(1) { cores =>
      val inside = new AtomicBoolean
      val ear = new Ear(_ => assert(!inside.get))
      val channel = connect(cores, 0, ear)
      on(cores, 0) { inside.set(true); channel.trySend(new Parcel.Small(1)); inside.set(false) }
      assert(number(ear.heard.next()) == 1)
      assert(ear.endings.isEmpty)
    }
  }

  "A channel on the urpc tier" should {
    behave like aChannel(Tier.URPC, 1)

    "hand over a message that is another object" in Cores(2) { cores =>
      val ear = new Ear
      val channel = connect(cores, 1, ear)
      val sent = new Parcel.Large(1, "text")
      on(cores, 0)(channel.trySend(sent))
      val heard = ear.heard.next()
      assert(heard == sent && (heard ne sent))
    }

    "deliver what had left a core that failed, say why, and leave its receiver's core well" in Cores(2) { cores =>
      val ear = new Ear
      val channel = connect(cores, 1, ear)
      cores.on(0, "failing")(Behaviors.setup[Any] { _ =>
        smalls(10).foreach(channel.trySend)
        throw new CoreFailure("told to")
      })
      assert(numbers(ear, 10) == (1L to 10L))
      assert(ear.endings.next() == Ending.PEER_ENDED)
      eventually(assert(cores.ended.containsKey("core-0")))
      on(cores, 1)(())
      cores.cores(0).bury(() => ())
    }

    "close when its receiver's core fails, count what was lost, and leave the sender's core well" in Cores(2) { cores =>
      val gate = new AtomicBoolean
      val channel = connect(cores, 1, new Ear(_ => failAfter(gate)))
      on(cores, 0)(smalls(10).foreach(channel.trySend))
      gate.set(true)
      eventually(assert(channel.state == State.CLOSED))
      assert(channel.sent == 10 && channel.received == 1 && channel.rejected == 9)
      eventually(assert(cores.droppedBecause(Dropped.Reason.CORE_ENDED) == 9))
      on(cores, 0)(assert(channel.trySend(new Parcel.Small(11)) == Sent.CLOSED))
    }

    "not look at what a fenced core still writes" in Cores(2) { cores =>
      val (ear, ready, go) = (new Ear, new Report[Unit], new AtomicBoolean)
      val channel = connect(cores, 1, ear)
      cores.on(0, "zombie")(Behaviors.setup[Any] { _ =>
        ready.tell(())
        while (!go.get) Thread.onSpinWait()
        channel.trySend(new Parcel.Small(1))
        Behaviors.stopped
      })
      ready.next()
      cores.cores(0).fence()
      assert(ear.endings.next() == Ending.FENCED)
      go.set(true)
      eventually(assert(cores.ended.containsKey("core-0")))
      cores.cores(0).bury(() => ())
      on(cores, 1)(assert(ear.heard.isEmpty && ear.endings.isEmpty))
    }
  }
}

object ChannelSpec {
  val steps = new AtomicInteger
}
