package multikernel
import org.scalatest.wordspec.AnyWordSpec
class FirstSpec extends AnyWordSpec { "A core id" should { "print itself" in { assert(base.CoreId.of(3).toString == "core-3") } } }
