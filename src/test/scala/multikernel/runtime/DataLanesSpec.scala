package multikernel.runtime

import java.util.concurrent.atomic.{AtomicBoolean, AtomicLong}
import multikernel.urpc.Lane
import org.scalatest.wordspec.AnyWordSpec

class DataLanesSpec extends AnyWordSpec with Patience {

  private class World(count: Int) {
    val lanes = new DataLanes
    val inbound: Array[Inbound] = Array.fill(count)(new Inbound(null, new Lane(64)))
    lanes.all(inbound)
    var taken = 0L

    def send(lane: Int): Boolean = {
      val to = inbound(lane)
      to.lane.offer(null, "message")
      !to.isPolled && lanes.wake(to)
    }

    def turn(): Unit = {
      lanes.lookAtOne()
      var i = 0
      while (i < lanes.count) {
        val found = lanes.polled(i).lane.drain((_, _) => (), 16)
        taken += found
        if (!lanes.looked(i, found == 0)) i += 1
      }
    }

    def quiet(): Unit = (0 to DataLanes.QUIET_TURNS).foreach(_ => turn())
  }

  "A thousand lanes" should {
    "not be polled while nothing is in them" in {
      val world = new World(1000)
      world.turn()
      assert(world.lanes.count == 0)
      assert((0 until 1000).forall(world.send))
      world.lanes.takeWoken()
      assert(world.lanes.count == 1000)
      world.turn()
      assert(world.taken == 1000)
      world.quiet()
      assert(world.lanes.count == DataLanes.POLLED_ALWAYS)
    }

    "tell of a message once for each time that a lane had rested" in {
      val world = new World(1000)
      assert(world.send(7))
      assert(!world.send(7))
      world.lanes.takeWoken()
      world.turn()
      assert(world.taken == 2)
      assert(!world.send(7), "polled")
    }

    "give up what a sender put in without a look at whether its lane rests" in {
      val world = new World(1000)
      world.inbound(999).lane.offer(null, "missed")
      (1 to 1000).foreach(_ => world.turn())
      assert(world.taken == 1)
      world.inbound(5).lane.offer(null, "missed")
      assert(world.inbound(5).isPolled || world.lanes.hasInput)
      world.turn()
      assert(world.taken == 2)
      assert(!world.lanes.hasInput)
    }

    "lose nothing of many senders that begin and pause" in {
      val world = new World(400)
      val news, over = new AtomicBoolean
      val sent = new AtomicLong
      val senders = (0 until 4).map { id =>
        new Thread(() => {
          val random = new scala.util.Random(id)
          var mine = 0
          while (mine < 100000) {
            val lane = 4 * random.nextInt(100) + id
            if (world.inbound(lane).lane.hasRoom) {
              if (world.send(lane)) news.set(true)
              mine += 1
            }
            if (random.nextInt(5000) == 0) Thread.`yield`()
          }
          sent.addAndGet(mine)
        })
      }
      val receiver = new Thread(() =>
        while (!over.get) {
          if (news.getAndSet(false)) world.lanes.takeWoken()
          world.turn()
        })
      receiver.start()
      senders.foreach(_.start())
      senders.foreach(_.join())
      try eventually(assert(world.inbound.forall(_.lane.depth == 0)))
      finally over.set(true)
      receiver.join()
      assert(world.taken == sent.get && sent.get == 400000)
    }
  }

  "Up to eight lanes" should {
    "be polled for ever" in {
      val world = new World(8)
      (0 until 8).foreach(world.send)
      world.lanes.takeWoken()
      world.quiet()
      assert(world.lanes.count == 8)
    }

    "be forgotten when their senders are" in {
      val world = new World(8)
      (0 until 8).foreach(world.send)
      world.lanes.takeWoken()
      world.lanes.all(world.inbound.take(3))
      world.lanes.forget()
      assert((0 until world.lanes.count).map(world.lanes.polled).toSet == world.inbound.take(3).toSet)
    }
  }
}
