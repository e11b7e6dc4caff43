package multikernel.domain

import multikernel.runtime.TraceDesk
import multikernel.trace.TraceChecks
import org.scalatest.concurrent.Eventually
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec
import scala.jdk.CollectionConverters._

class TracesSpec extends AnyWordSpec with Eventually {

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(30, Seconds), interval = Span(20, Millis))

  private def begun(node: TracedNode, millis: Long): TraceDesk.Answer.Begun =
    node.kernel.traces.record(millis) match {
      case begun: TraceDesk.Answer.Begun => begun
      case other                         => fail(other.toString)
    }

  "A recording" should {
    "show what each core handled, and an arrow for each message from one to the other" in TracedNode() { node =>
      val recording = begun(node, 1000)
      node.rally()
      eventually(assert(node.state(recording.name).contains("done")))
      val document = node.document(recording.name)
      assert(TraceChecks.violations(document).asScala.isEmpty)
      assert(document.at("/otherData/lost").asInt == 0)
      val rallies = TraceChecks.events(document, "B").asScala.filter(_.path("name").asText.endsWith(": Rally"))
      val arrows = TraceChecks.events(document, "f").asScala.filter(_.path("name").asText.endsWith(": Rally"))
      assert(rallies.map(_.path("name").asText).toSet == Set("plays-0: Rally", "plays-1: Rally"))
      // The first one comes from a thread that is no core; at the end of a recording one side may have stopped.
      assert(arrows.nonEmpty && rallies.size - arrows.size <= 2, s"${rallies.size} messages, ${arrows.size} arrows")
    }

    "be refused while another runs, and if it would take too long" in TracedNode() { node =>
      val recording = begun(node, 5000)
      assert(node.kernel.traces.record(1) == new TraceDesk.Answer.AlreadyRecording(recording.name))
      assert(node.kernel.traces.record(60001) == new TraceDesk.Answer.TooLong(60000))
      eventually(assert(node.state(recording.name).contains("done")))
      assert(begun(node, 1).name != recording.name)
    }

    "end when there are as many events as there may be, and count what it left out" in
      TracedNode("trace.events-max = 1000") { node =>
        val recording = begun(node, 30000)
        node.rally()
        eventually(assert(node.state(recording.name).contains("done")))
        assert(node.document(recording.name).at("/otherData/cut").asInt > 0)
        assert(node.document(recording.name).at("/otherData/events").asInt <= 1000)
      }

    "leave no file that is too big, and say so" in TracedNode("trace.file-max = 64KiB") { node =>
      val recording = begun(node, 500)
      node.rally()
      eventually(assert(node.state(recording.name).contains("too-big")))
      assert(node.kernel.traces.file(recording.name).isEmpty)
      assert(node.events.asScala.exists(_.contains("too-big")))
    }
  }

  "The flight recorder" should {
    "write what it knows when a core stalls, and tell the file's name" in TracedNode() { node =>
      node.stallUntil(0)(node.flights().nonEmpty)
      val name = node.flights().head
      eventually(assert(node.events.asScala.exists(_.startsWith(s"the flight recorder wrote $name: core-"))))
      val document = node.document(name)
      assert(TraceChecks.violations(document).asScala.isEmpty)
      assert(TraceChecks.events(document, "i").asScala.exists(_.path("name").asText == "stall"))
    }

    "write what it knows when a core is stuck that stalled a moment ago, and when one has failed" in
      TracedNode() { node =>
        node.stallUntil(1)(node.flights("stuck").nonEmpty)
        assert(node.flights().size == 1)
        assert(TraceChecks.violations(node.document(node.flights("stuck").head)).asScala.isEmpty)
        node.fail(0)
        eventually(assert(node.flights("failed").nonEmpty))
        val document = node.document(node.flights("failed").head)
        assert(TraceChecks.violations(document).asScala.isEmpty)
        assert(document.at("/otherData/why").asText.startsWith("core-0 (incarnation 1) is failed: "))
        val told = TraceChecks.events(document, "i").asScala.filter(_.path("name").asText == "failed")
        assert(told.exists(_.at("/args/what").asText.contains("told to fail")))
      }

    "keep as many files as it may, the newest" in TracedNode("trace { files-max = 2, flight-interval = 100ms }") {
      node =>
        for (_ <- 1 to 4) {
          val before = node.flights()
          eventually(node.stallUntil(1)(node.flights().lastOption != before.lastOption))
          assert(node.kernel.traces.traces.asScala.count(_.state == "done") <= 2)
        }
    }

    "write nothing where it is off" in TracedNode("trace.flight = off") { node =>
      node.stallUntil(0)(node.isStallTold(0))
      val recording = begun(node, 1)
      eventually(assert(node.state(recording.name).contains("done")))
      assert(node.kernel.traces.traces.asScala.map(_.name).toSeq == Seq(recording.name))
    }
  }
}
