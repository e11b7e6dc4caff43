package multikernel.service;

import java.net.InetAddress;
import java.util.Optional;

/** Which names mean this machine and nobody else: {@code localhost}, 127.0.0.0/8 and ::1, without asking any DNS. */
public final class Loopback {

    private Loopback() {}

    /** The address that a literal or {@code localhost} stands for, if it is one of ours. */
    public static Optional<InetAddress> address(String name) {
        try {
            var address = InetAddress.ofLiteral(name.equalsIgnoreCase("localhost") ? "127.0.0.1" : name);
            return Optional.of(address).filter(InetAddress::isLoopbackAddress);
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }
}
