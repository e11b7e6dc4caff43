package multikernel.bench;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Aeron IPC with its driver embedded and turned by hand: by the sender when it lacks room, so that no third thread
 * competes for two CPUs. A window holds about as many messages as the rings of the others.
 */
final class AeronPipe implements Pipe {

    private static final String CHANNEL = "aeron:ipc";
    private static final int TERM_BYTES = 256 * 1024;

    /** Nobody turns the driver while others are measured. */
    private static final long LIVENESS_NANOS = TimeUnit.HOURS.toNanos(2);

    private final MediaDriver driver;
    private final Aeron aeron;
    private final Subscription subscription;
    private final ExclusivePublication publication;

    AeronPipe(int stream) {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .aeronDirectoryName(CommonContext.generateRandomDirName())
                .threadingMode(ThreadingMode.INVOKER)
                .ipcTermBufferLength(TERM_BYTES)
                .clientLivenessTimeoutNs(LIVENESS_NANOS)
                .publicationUnblockTimeoutNs(2 * LIVENESS_NANOS)
                .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(LIVENESS_NANOS))
                .driverAgentInvoker(driver.sharedAgentInvoker())
                .useConductorAgentInvoker(true));
        subscription = aeron.addSubscription(CHANNEL, stream);
        publication = aeron.addExclusivePublication(CHANNEL, stream);
        while (!publication.isConnected() || subscription.hasNoImages()) {
            aeron.conductorAgentInvoker().invoke();
        }
    }

    @Override
    public Inlet inlet() {
        driver.sharedAgentInvoker().invoke();
        aeron.conductorAgentInvoker().invoke();
        var claim = new BufferClaim();
        return value -> {
            for (int looks = 0;
                    publication.tryClaim(WORDS * Long.BYTES, claim) < 0;
                    looks = Waiting.again(looks)) {
                driver.sharedAgentInvoker().invoke();
            }
            AgronaPipe.write(claim.buffer(), claim.offset(), value);
            claim.commit();
        };
    }

    @Override
    public Outlet outlet() {
        return new Batch() {
            private final FragmentHandler handler = this::message;

            @Override
            void read() {
                subscription.poll(handler, SIZE);
            }

            private void message(DirectBuffer buffer, int index, int length, Header header) {
                var first = buffer.getLong(index);
                add(first, AgronaPipe.rest(buffer, index, first));
            }
        };
    }

    @Override
    public void close() {
        aeron.close();
        driver.close();
    }
}
