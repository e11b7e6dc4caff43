package multikernel.network

import akka.actor.typed.DispatcherSelector
import multikernel.settings.Settings
import org.scalatest.concurrent.Eventually
import org.scalatest.matchers.should.Matchers
import org.scalatest.time.{Millis, Seconds, Span}
import org.scalatest.wordspec.AnyWordSpec

import java.util.concurrent.CountDownLatch
import scala.jdk.CollectionConverters._

class MembershipSpec extends AnyWordSpec with Matchers with Eventually {

  implicit override val patienceConfig: PatienceConfig =
    PatienceConfig(timeout = Span(30, Seconds), interval = Span(20, Millis))

  /** Silence is seen, and nobody is removed for it. */
  private val options = Seq("multikernel.cluster { pause = 1s, stable-after = 5m }")

  "A membership" should {

    "say when another node is suspected, and when it is heard again" in {
      val watcher = new ClusterMember("watcher", 1, Seq.empty, options: _*)
      try {
        val silent = new ClusterMember("silent", 1, Seq(watcher), options: _*)
        try {
          val release = silence(silent)
          val who = "member: silent (incarnation 1)"
          try eventually(watcher.said.asScala should contain(s"$who is suspected: it is silent"))
          finally release.countDown()
          eventually(watcher.said.asScala.last shouldBe s"$who is heard again")
        } finally silent.end()
      } finally watcher.end()
    }
  }

  /** Takes both threads that answer heartbeats, until the latch is opened. */
  private def silence(member: ClusterMember): CountDownLatch = {
    val release = new CountDownLatch(1)
    val threads = member.system.dispatchers.lookup(DispatcherSelector.fromConfig(Settings.CLUSTER_DISPATCHER))
    (0 until 2).foreach(_ => threads.execute(() => release.await()))
    release
  }
}
