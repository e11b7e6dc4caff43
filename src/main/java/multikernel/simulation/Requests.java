package multikernel.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/** What domains ask for, mostly of what they have. */
final class Requests {

    private static final List<CapabilityType> MADE_OF_RAM = List.of(
            CapabilityType.FRAME,
            CapabilityType.FRAME,
            CapabilityType.FRAME,
            CapabilityType.RAM,
            CapabilityType.TABLE,
            CapabilityType.DISPATCHER);

    private final SplittableRandom random;
    private final Options options;

    Requests(Options options, SplittableRandom random) {
        this.options = options;
        this.random = random;
    }

    /** Where the capability lies that a request is about; null for one that is about none. */
    static @Nullable Address addressOf(Request request) {
        return switch (request) {
            case Request.Allocate allocate -> null;
            case Request.Copy copy -> copy.address();
            case Request.Mint mint -> mint.address();
            case Request.Retype retype -> retype.address();
            case Request.Move move -> move.address();
            case Request.MapOn map -> map.address();
            case Request.Unmap unmap -> unmap.address();
            case Request.Revoke revoke -> revoke.address();
            case Request.Delete delete -> delete.address();
            case Request.Subscribe subscribe -> subscribe.address();
            case Request.Identify identify -> identify.address();
        };
    }

    String domain() {
        return "domain-" + random.nextInt(options.domains());
    }

    private CoreId core() {
        return CoreId.of(random.nextInt(options.cores()));
    }

    /** Of nothing that is there, or at an address where something was or may be. */
    Request ofNothing() {
        var address = new Address(0, random.nextInt(4));
        return switch (random.nextInt(8)) {
            case 0 -> new Request.Delete(address);
            case 1 -> new Request.Revoke(address);
            case 2 -> new Request.Copy(address, core(), domain());
            default -> new Request.Allocate(Options.PAGE_BYTES * (1 + random.nextInt(random.nextInt(8) == 0 ? 16 : 4)));
        };
    }

    /** Of a capability that is there, or was when somebody looked. */
    Request of(Copy copy) {
        var type = copy.life.object.type();
        int choice = random.nextInt(100);
        if (choice < 30) {
            return type.isMappable() ? map(copy) : retype(copy);
        } else if (choice < 35) {
            return retype(copy);
        } else if (choice < 38) {
            return map(copy);
        }
        return ofAny(copy.address, choice);
    }

    /** Whatever the type. */
    private Request ofAny(Address address, int choice) {
        if (choice < 58) {
            return new Request.Copy(address, core(), domain());
        } else if (choice < 67) {
            return new Request.Move(address, core(), domain());
        } else if (choice < 77) {
            return new Request.Revoke(address);
        } else if (choice < 89) {
            return new Request.Delete(address);
        } else if (choice < 95) {
            return new Request.Mint(address, new Rights(random.nextInt(16)));
        } else if (choice < 99) {
            return new Request.Subscribe(address);
        } else {
            return new Request.Identify(address);
        }
    }

    private Request map(Copy copy) {
        return random.nextInt(3) == 0
                ? new Request.Unmap(copy.address)
                : new Request.MapOn(copy.address, cores(copy.start.core), random.nextBoolean());
    }

    private List<CoreId> cores(CoreId own) {
        var cores = new ArrayList<CoreId>();
        for (int count = random.nextInt(3); count >= 0; count--) {
            var core = random.nextInt(3) == 0 ? own : core();
            if (!cores.contains(core)) {
                cores.add(core);
            }
        }
        return cores;
    }

    private Request retype(Copy copy) {
        var type = copy.life.object.type() == CapabilityType.FRAME && random.nextInt(4) != 0
                ? CapabilityType.FRAME
                : MADE_OF_RAM.get(random.nextInt(MADE_OF_RAM.size()));
        long pages = copy.life.object.bytes() / Options.PAGE_BYTES;
        if (type == CapabilityType.TABLE || type == CapabilityType.DISPATCHER) {
            return new Request.Retype(copy.address, 0, type, 1, type.granularityBytes());
        }
        long each = 1L + random.nextInt((int) Math.max(1, Math.min(pages, 3)));
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 1);
        long offset = random.nextInt((int) Math.max(1, pages - each * count + 1));
        return new Request.Retype(copy.address, offset * Options.PAGE_BYTES, type, count, each * Options.PAGE_BYTES);
    }
}
