package multikernel.network

import akka.actor.typed.ActorSystem
import akka.actor.typed.javadsl.Behaviors
import akka.cluster.typed.{Cluster, Down}
import com.typesafe.config.ConfigFactory
import multikernel.domain.{Joining, Starts}
import multikernel.runtime.Election
import multikernel.network.cluster.ClusterJoining
import multikernel.runtime.NodeCommand
import multikernel.settings.Settings

import java.nio.file.Path
import java.util.concurrent.{ConcurrentLinkedQueue, TimeUnit}

/** A member of a cluster in this process, on loopback at a port of its own: its actor system, and no cores. */
final class ClusterMember(val name: String, cores: Int, seeds: Seq[ClusterMember], options: String*) {

  private val settings = Settings.of(
    Settings.load(
      null,
      ConfigFactory.parseString(
        (ClusterMember.Quick ++ options ++ Seq(
          s"multikernel.node = $name",
          s"""akka.cluster.roles = ["node=$name", "incarnation=1", "cores=$cores"]""",
          s"multikernel.cluster.seeds = [${seeds.map(seed => s"\"${seed.address}\"").mkString(", ")}]"
        )).mkString("\n")
      )
    )
  )

  /** Events that it would publish, in their order. */
  val said = new ConcurrentLinkedQueue[String]()

  val system: ActorSystem[NodeCommand] = ActorSystem.create(
    Behaviors.receiveMessage[NodeCommand] { command =>
      command match {
        case say: NodeCommand.Say => said.add(s"${say.topic}: ${say.text}")
        case _                    =>
      }
      Behaviors.same[NodeCommand]
    },
    "multikernel",
    settings.source()
  )

  private val seat: Joining.Seat =
    new ClusterJoining().join(system, settings, new Starts(Path.of("target", "test-data")))

  def election: Election = seat.election()

  def address: String = {
    val address = Cluster.get(system).selfMember.address
    s"${address.getHost.get}:${address.getPort.get}"
  }

  def leave(): Unit = seat.leave()

  /** Ends without a word; somebody has to say that it is gone. */
  def crash(witness: ClusterMember): Unit = {
    val lost = Cluster.get(system).selfMember.address
    end()
    Cluster.get(witness.system).manager.tell(Down(lost))
  }

  def end(): Unit = {
    system.terminate()
    system.getWhenTerminated.toCompletableFuture.get(20, TimeUnit.SECONDS)
  }
}

object ClusterMember {

  /** What a cluster settles by is quick. */
  private val Quick = Seq(
    "multikernel.cluster { enabled = on, host = 127.0.0.1, port = 0 }",
    "akka.cluster { gossip-interval = 100ms, leader-actions-interval = 100ms }",
    "akka.cluster.sharding { rebalance-interval = 500ms, retry-interval = 200ms }"
  )
}
