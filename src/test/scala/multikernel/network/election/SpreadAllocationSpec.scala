package multikernel.network.election

import akka.actor.ActorRef
import akka.actor.testkit.typed.scaladsl.ScalaTestWithActorTestKit
import akka.actor.typed.scaladsl.adapter._
import akka.cluster.typed.Cluster
import com.typesafe.config.ConfigFactory
import org.scalatest.wordspec.AnyWordSpecLike

import java.util.{Map => JavaMap}
import scala.collection.immutable.IndexedSeq

/** On a node that has joined nobody: no member is up. */
class SpreadAllocationSpec
    extends ScalaTestWithActorTestKit(ConfigFactory.parseString("""
      akka.actor.provider = cluster
      akka.remote.artery.canonical.hostname = "127.0.0.1"
      akka.remote.artery.canonical.port = 0
      akka.coordinated-shutdown.run-by-actor-system-terminate = off
      """))
    with AnyWordSpecLike {

  "An allocation" should {

    "name nobody while no member is up, and not fail, for Akka logs each failure as an error" in {
      val nobody = system.toClassic.deadLetters
      val region = createTestProbe[Any]().ref.toClassic
      val allocation = new SpreadAllocation(Cluster(system), nobody, 1)
      val regions = JavaMap.of[ActorRef, IndexedSeq[String]](region, IndexedSeq.empty)
      allocation.allocateShard(region, "7", regions).futureValue shouldBe nobody
    }
  }
}
