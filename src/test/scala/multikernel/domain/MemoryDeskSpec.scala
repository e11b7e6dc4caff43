package multikernel.domain

import multikernel.base.{CoreId, Outcome, Refusal}
import multikernel.capability.{CapabilityType, Rights}
import multikernel.ownership.{Placed, Request}
import org.scalatest.matchers.should.Matchers
import org.scalatest.wordspec.AnyWordSpec

import java.util.{List => JavaList}
import scala.jdk.CollectionConverters._

class MemoryDeskSpec extends AnyWordSpec with Matchers {

  import MultikernelSpec.{await, withKernel}

  "The operator's desk" should {

    "take a frame through its life, and read and write it through each core's own view" in withKernel(3) { kernel =>
      val desk = kernel.memory()
      val ram = made(await(desk.allocate(CoreId.of(0), 8192)))
      val frame = made(await(desk.ask(held(ram), new Request.Retype(ram.address, 0, CapabilityType.FRAME, 1, 4096))))
      val zeroOne = JavaList.of(CoreId.of(0), CoreId.of(1))
      done(await(desk.ask(held(frame), new Request.MapOn(frame.address, zeroOne, true))))
      await(desk.write(held(frame), CoreId.of(1), 4094, Array[Byte](1, 2))) shouldBe a[Outcome.Done]
      await(desk.read(held(frame), CoreId.of(0), 4093, 3)).bytes shouldBe Array[Byte](0, 1, 2)
      refusal(await(desk.read(held(frame), CoreId.of(2), 0, 1)).outcome) shouldBe Refusal.NOT_MAPPED
      refusal(await(desk.read(held(frame), CoreId.of(0), 4094, 3)).outcome) shouldBe Refusal.OUT_OF_RANGE
      refusal(await(desk.read(held(frame), CoreId.of(0), -1, 1)).outcome) shouldBe Refusal.OUT_OF_RANGE
      refusal(await(desk.read(held(frame), CoreId.of(0), Long.MaxValue, 1)).outcome) shouldBe Refusal.OUT_OF_RANGE
      refusal(await(desk.read(held(frame), CoreId.of(3), 0, 1)).outcome) shouldBe Refusal.NO_SUCH_CORE
      done(await(desk.ask(held(frame), new Request.Unmap(frame.address))))
      refusal(await(desk.read(held(frame), CoreId.of(1), 0, 1)).outcome) shouldBe Refusal.NOT_MAPPED
      done(await(desk.ask(held(frame), new Request.MapOn(frame.address, zeroOne, false))))
      refusal(await(desk.write(held(frame), CoreId.of(0), 0, Array[Byte](1)))) shouldBe Refusal.READ_ONLY
      done(await(desk.ask(held(ram), new Request.Revoke(ram.address))))
      refusal(await(desk.ask(held(frame), new Request.Unmap(frame.address))).outcome) shouldBe
        Refusal.NO_SUCH_CAPABILITY
      done(await(desk.ask(held(ram), new Request.Delete(ram.address))))
      await(desk.capabilities()) shouldBe empty
    }

    "say of each of its copies who owns it, how many there are and where it is mapped" in withKernel(2) { kernel =>
      val desk = kernel.memory()
      val ram = made(await(desk.allocate(CoreId.of(1), 8192)))
      val frame = made(await(desk.ask(held(ram), new Request.Retype(ram.address, 0, CapabilityType.FRAME, 1, 4096))))
      val both = JavaList.of(CoreId.of(0), CoreId.of(1))
      done(await(desk.ask(held(frame), new Request.MapOn(frame.address, both, false))))
      val minted = made(await(desk.ask(held(frame), new Request.Mint(frame.address, new Rights(Rights.READ)))))
      val readings = await(desk.capabilities()).asScala
      readings.map(_.held.core.index) shouldBe Seq(0, 1, 1, 1)
      readings.map(_.owner.index).toSet shouldBe Set(1)
      readings.map(_.copies) shouldBe Seq(3, 1, 3, 3)
      readings.map(_.parent.isPresent) shouldBe Seq(true, false, true, true)
      readings.map(_.mappedOn.asScala.map(_.index)) shouldBe Seq(Seq(0, 1), Nil, Seq(0, 1), Seq(0, 1))
      readings.find(_.held == held(minted)).get.capability.rights shouldBe new Rights(Rights.READ)
    }

    "refuse a copy whose slot has come to hold another object, and one of an earlier start of its core" in
      withKernel(2) { kernel =>
        val desk = kernel.memory()
        val first = made(await(desk.allocate(CoreId.of(0), 4096)))
        done(await(desk.ask(held(first), new Request.Delete(first.address))))
        val second = made(await(desk.allocate(CoreId.of(0), 4096)))
        second.address shouldBe first.address
        refusal(await(desk.ask(held(first), new Request.Identify(first.address))).outcome) shouldBe
          Refusal.NO_SUCH_CAPABILITY
        val old = new Held(CoreId.of(0), 2, second.address, second.capability.`object`.id)
        refusal(await(desk.ask(old, new Request.Identify(second.address))).outcome) shouldBe Refusal.NO_SUCH_CAPABILITY
        done(await(desk.ask(held(second), new Request.Identify(second.address))))
      }

    "keep its name to itself" in withKernel(1) { kernel =>
      val refused = intercept[BootFailure](
        kernel.spawn[MemorySpec.Do](
          MemoryDesk.OPERATOR,
          classOf[MemorySpec.Do],
          MemorySpec.doing(_: multikernel.runtime.DispatcherContext),
          Cores.all()))
      refused.getMessage should include(Refusal.NAME_TAKEN.sentence)
    }
  }

  private def made(answer: MemoryDesk.Answer): Placed = {
    done(answer)
    answer.placed.get(0)
  }

  private def done(answer: MemoryDesk.Answer): Unit = answer.outcome shouldBe a[Outcome.Done]

  private def refusal(outcome: Outcome): Refusal = outcome.asInstanceOf[Outcome.Refused].refusal

  private def held(placed: Placed): Held = new Held(placed.core, 1, placed.address, placed.capability.`object`.id)
}
