package multikernel.service;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import multikernel.domain.Held;
import multikernel.domain.MemoryDesk;
import multikernel.ownership.Request;

/**
 * The bodies of the actions on capabilities, checked for their form only; whether such an operation can be is the
 * kernel's to say.
 */
final class MemoryRequest {

    private static final String TYPES =
            Stream.of(CapabilityType.values()).map(CapabilityType::word).collect(Collectors.joining(", "));

    private MemoryRequest() {}

    /** @param bytes of each; 0 for as many as fit equally */
    record Retyping(CapabilityType type, int count, long bytes, long offset) {

        static Retyping parse(byte[] body) throws Declined {
            var members = Members.of(body, "type", "count", "bytes", "offset");
            var word = members.text("type");
            var type = CapabilityType.of(word)
                    .orElseThrow(() -> Declined.malformed("type " + Json.quoted(word) + " is none of " + TYPES));
            return new Retyping(
                    type,
                    (int) members.number("count", 1, Integer.MAX_VALUE),
                    members.has("bytes") ? members.number("bytes", 1, Long.MAX_VALUE) : 0,
                    members.has("offset") ? members.number("offset", 0, Long.MAX_VALUE) : 0);
        }

        /** @param parentBytes what can be divided where nothing is said of the size */
        Request of(Held held, long parentBytes) {
            return new Request.Retype(held.address(), offset, type, count, bytes > 0 ? bytes : equalBytes(parentBytes));
        }

        private long equalBytes(long parentBytes) {
            long grains = Math.max(0, parentBytes - offset) / count / type.granularityBytes();
            return (type.isExact() ? 1 : Math.max(1, grains)) * type.granularityBytes();
        }
    }

    static Request copy(Held held, CoreId to) {
        return new Request.Copy(held.address(), to, MemoryDesk.OPERATOR);
    }

    static Request move(Held held, byte[] body) throws Declined {
        return new Request.Move(held.address(), Members.of(body, "core").core("core"), MemoryDesk.OPERATOR);
    }

    static Request mint(Held held, byte[] body) throws Declined {
        return new Request.Mint(held.address(), rights(body));
    }

    static Rights rights(byte[] body) throws Declined {
        var words = Members.of(body, "rights").words("rights");
        return Rights.of(words)
                .orElseThrow(
                        () -> Declined.malformed("rights " + Json.quoted(words) + " are not some of " + Rights.ALL));
    }

    /** @param all the cores that {@code "all"} stands for */
    static Request map(Held held, byte[] body, List<CoreId> all) throws Declined {
        var members = Members.of(body, "cores", "access");
        var access = members.has("access") ? members.text("access") : "read";
        if (!access.equals("read") && !access.equals("write")) {
            throw Declined.malformed("access must be \"read\" or \"write\"");
        }
        return new Request.MapOn(held.address(), members.cores("cores", all), access.equals("write"));
    }

    static Request unmap(Held held, byte[] body) throws Declined {
        Members.of(body);
        return new Request.Unmap(held.address());
    }

    static Request revoke(Held held, byte[] body) throws Declined {
        Members.of(body);
        return new Request.Revoke(held.address());
    }

    static Request delete(Held held, byte[] body) throws Declined {
        Members.of(body);
        return new Request.Delete(held.address());
    }
}
