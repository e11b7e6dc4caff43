package multikernel

import multikernel.base.CoreId
import org.scalatest.wordspec.AnyWordSpec

class FirstSpec extends AnyWordSpec {
  "A core id" should {
    "print itself" in {
      assert(CoreId.of(3).toString == "core-3")
    }
  }
}
