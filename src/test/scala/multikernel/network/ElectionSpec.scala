package multikernel.network

import multikernel.runtime.Election
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.util.concurrent.{CompletableFuture, ConcurrentLinkedQueue, ExecutionException, TimeUnit}
import scala.jdk.CollectionConverters._

/** Several actor systems in this process that are one cluster; what their candidates are told is one journal. */
class ElectionSpec extends AnyWordSpec with Matchers with Eventually {

  import ElectionSpec._

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(30, Seconds), interval = Span(20, Millis))

  "An election" should {

    "name one node for every partition, by cores, and move only its share to a node that joins" in
      withNodes(1, 2) { (nodes, journal) =>
        nodes.foreach(stand(_, journal))
        eventually(journal.spread shouldBe Map("node-0" -> 4, "node-1" -> 8))
        val before = journal.size
        val third = nodes.join(1)
        stand(third, journal)
        eventually(journal.spread shouldBe Map("node-0" -> 3, "node-1" -> 6, "node-2" -> 3))
        journal.since(before).collect { case Elected(node, _) => node } shouldBe Seq.fill(3)("node-2")
        journal.doubles shouldBe empty
      }

    "move nothing but what a node has that leaves, after that has let go" in withNodes(1, 2, 1) { (nodes, journal) =>
      nodes.foreach(stand(_, journal))
      eventually(journal.spread shouldBe Map("node-0" -> 3, "node-1" -> 6, "node-2" -> 3))
      val its = journal.of("node-2")
      val before = journal.size
      nodes(2).leave()
      eventually(journal.spread shouldBe Map("node-0" -> 4, "node-1" -> 8))
      val events = journal.since(before)
      events.collect { case Resigned(node, partition) => (node, partition) }.toSet shouldBe its.map(("node-2", _))
      events.collect { case Elected(_, partition) => partition }.sorted shouldBe its.toSeq.sorted
      its.foreach(partition =>
        events.indexOf(LetGo("node-2", partition)) should be <
          events.indexWhere(event => event.isInstanceOf[Elected] && event.partition == partition)
      )
      journal.doubles shouldBe empty
    }

    "name others for what a node had that crashed, and nobody for what they have" in
      withNodes(Suspicious, 1, 2, 1) { (nodes, journal) =>
        nodes.foreach(stand(_, journal))
        eventually(journal.spread shouldBe Map("node-0" -> 3, "node-1" -> 6, "node-2" -> 3))
        val its = journal.of("node-2")
        val before = journal.size
        nodes(2).crash(nodes.head)
        journal.add(Crashed("node-2"))
        eventually(journal.spread shouldBe Map("node-0" -> 4, "node-1" -> 8))
        journal.since(before).collect { case Elected(_, partition) => partition }.sorted shouldBe its.toSeq.sorted
    }

    "go on after the crash of who was up longest, which decides" in withNodes(Suspicious, 1, 1, 1) { (nodes, journal) =>
      nodes.foreach(stand(_, journal))
      eventually(journal.spread shouldBe Map("node-0" -> 4, "node-1" -> 4, "node-2" -> 4))
      val its = journal.of("node-0")
      val before = journal.size
      nodes.head.crash(nodes(1))
      journal.add(Crashed("node-0"))
      eventually(journal.spread shouldBe Map("node-1" -> 6, "node-2" -> 6))
      journal.since(before).collect { case Elected(_, partition) => partition }.sorted shouldBe its.toSeq.sorted
    }

    "wait no longer than its limit for a candidate that never lets go" in withNodes(1, 1) { (nodes, journal) =>
      nodes.foreach(stand(_, journal, letsGo = false))
      eventually(Seq("node-0", "node-1").flatMap(journal.held).sorted shouldBe (0 until Partitions))
      stand(nodes.join(1), journal)
      eventually(journal.of("node-2") should have size 4)
      val events = journal.events
      events.collect { case LetGo(node, _) => node } shouldBe empty
      journal.of("node-2").foreach { partition =>
        events.indexWhere(event => event.isInstanceOf[Resigned] && event.partition == partition) should
          (be >= 0 and be < events.indexOf(Elected("node-2", partition)))
      }
    }

    "hand off everything when a candidate stands down, and take it again when it comes back" in withNodes(1, 1) {
      (nodes, journal) =>
        stand(nodes.head, journal)
        val standing = stand(nodes(1), journal)
        eventually(journal.spread shouldBe Map("node-0" -> 6, "node-1" -> 6))
        standing.close()
        standing.over().toCompletableFuture.get(20, TimeUnit.SECONDS)
        eventually(journal.spread shouldBe Map("node-0" -> Partitions))
        stand(nodes(1), journal)
        eventually(journal.spread shouldBe Map("node-0" -> 6, "node-1" -> 6))
        journal.doubles shouldBe empty
    }

    "have one candidate of a node for each domain" in withNodes(1) { (nodes, journal) =>
      stand(nodes.head, journal)
      eventually(journal.spread shouldBe Map("node-0" -> Partitions))
      val second = stand(nodes.head, journal).over().toCompletableFuture
      intercept[ExecutionException](second.get(20, TimeUnit.SECONDS)).getCause shouldBe an[IllegalStateException]
      an[IllegalArgumentException] should be thrownBy nodes.head.election.stand("other", 0, null)
    }
  }
}

object ElectionSpec {

  private val Partitions = 12

  sealed private trait Told { def partition: Int }
  private case class Elected(node: String, partition: Int) extends Told
  private case class Resigned(node: String, partition: Int) extends Told
  private case class LetGo(node: String, partition: Int) extends Told
  private case class Crashed(node: String) extends Told { val partition: Int = -1 }

  private class Journal {
    private val queue = new ConcurrentLinkedQueue[Told]()

    def add(event: Told): Unit = queue.add(event)

    def events: Seq[Told] = queue.asScala.toSeq

    def size: Int = queue.size

    def since(start: Int): Seq[Told] = events.drop(start)

    /** Who has each partition after each event. */
    private def owners: Seq[Set[(Int, String)]] = events.scanLeft(Set.empty[(Int, String)]) {
      case (now, Elected(node, partition))  => now + (partition -> node)
      case (now, LetGo(node, partition))    => now - (partition -> node)
      case (now, Crashed(node))             => now.filterNot(_._2 == node)
      case (now, Resigned(_, _))            => now
    }

    /** Those of a node that it has not been asked for. */
    def held(node: String): Set[Int] = events.foldLeft(Set.empty[Int]) {
      case (now, Elected(`node`, partition))  => now + partition
      case (now, Resigned(`node`, partition)) => now - partition
      case (now, _)                           => now
    }

    def of(node: String): Set[Int] = owners.last.collect { case (partition, `node`) => partition }

    /** How many each has; a partition of two counts twice. */
    def spread: Map[String, Int] = owners.last.groupBy(_._2).map { case (node, its) => node -> its.size }

    /** Moments at which a partition was with two. */
    def doubles: Seq[Set[(Int, String)]] = owners.filter(now => now.map(_._1).size < now.size)
  }

  /** Lets go on another thread than it is told on, as who drains would. */
  private class Candidate(node: String, journal: Journal, letsGo: Boolean) extends Election.Candidate {

    override def elected(partition: Int): Unit = journal.add(Elected(node, partition))

    override def resigned(partition: Int, done: Runnable): Unit = {
      journal.add(Resigned(node, partition))
      if (letsGo) {
        CompletableFuture.runAsync { () =>
          journal.add(LetGo(node, partition))
          done.run()
        }
      }
    }
  }

  private def stand(node: ClusterMember, journal: Journal, letsGo: Boolean = true): Election.Standing =
    node.election.stand("store", Partitions, new Candidate(node.name, journal, letsGo))

  /** Grows, the first one being who was up first. */
  private class Nodes(option: String) {
    private var all = Vector.empty[ClusterMember]

    def join(cores: Int): ClusterMember = {
      all = all :+ new ClusterMember(s"node-${all.size}", cores, all.take(1), option)
      all.last
    }

    def apply(index: Int): ClusterMember = all(index)

    def head: ClusterMember = all.head

    def foreach(action: ClusterMember => Unit): Unit = all.foreach(action)
  }

  /** Who is silent for longer than this is suspected; the others of a crashed node wait for it. */
  private val Suspicious = "multikernel.cluster.pause = 2s"

  private def withNodes(cores: Int*)(test: (Nodes, Journal) => Unit): Unit =
    withNodes("multikernel.cluster.pause = 20s", cores: _*)(test)

  private def withNodes(option: String, cores: Int*)(test: (Nodes, Journal) => Unit): Unit = {
    val nodes = new Nodes(option)
    try {
      cores.foreach(nodes.join)
      test(nodes, new Journal)
    } finally nodes.foreach(_.end())
  }
}
