package multikernel.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import akka.NotUsed;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import multikernel.base.Event;
import multikernel.domain.Kernel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's events as server-sent events, named by their topic. A reader that falls behind by
 * {@link HttpSettings#EVENTS_WAITING_MAX} events is told so by the event {@code behind}, the last one of its stream: it
 * reads the tables and connects again.
 */
final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final ByteString BEGIN = ByteString.fromString("retry: 1000\n: events from now on\n\n");
    private static final ByteString SILENCE = ByteString.fromString(":\n\n");
    private static final ByteString BEHIND = line(
            "behind",
            Json.object()
                    .put("topic", "behind")
                    .put("text", "events came faster than this reader took them; some are lost to it"));

    private final Kernel kernel;
    private final Duration silenceMax;
    private final SharedKillSwitch stop;

    /** @param silenceMax without events a stream says something this often */
    Events(Kernel kernel, Duration silenceMax, SharedKillSwitch stop) {
        this.kernel = kernel;
        this.silenceMax = silenceMax;
        this.stop = stop;
    }

    Source<ByteString, NotUsed> stream() {
        return Source.<Event>queue(HttpSettings.EVENTS_WAITING_MAX)
                .mapMaterializedValue(this::subscribe)
                .watchTermination((subscription, ended) -> {
                    ended.whenComplete((done, failure) -> close(subscription));
                    return NotUsed.getInstance();
                })
                .map(event -> line(event.topic(), Readings.event(event)))
                .concat(Source.single(BEHIND))
                .prepend(Source.single(BEGIN))
                .keepAlive(silenceMax, () -> SILENCE)
                .via(stop.flow());
    }

    private AutoCloseable subscribe(BoundedSourceQueue<Event> queue) {
        return kernel.onEvent(event -> {
            if (queue.offer(event).equals(QueueOfferResult.dropped())) {
                queue.complete();
            }
        });
    }

    private static void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("A reader of events has gone, and its subscription could not be closed.", e);
        }
    }

    private static ByteString line(String name, JsonNode data) {
        return line(name, Json.text(data));
    }

    /** @param data one line */
    static ByteString line(String name, String data) {
        return ByteString.fromString("event: " + name + "\ndata: " + data + "\n\n", UTF_8);
    }
}
