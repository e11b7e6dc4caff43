package multikernel.service;

import akka.http.javadsl.model.RequestEntity;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.Materializer;
import akka.util.ByteString;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Reads bodies up to the limit, and counts what comes beyond it. */
final class Body {

    private final HttpSettings settings;
    private final Materializer materializer;

    Body(HttpSettings settings, Materializer materializer) {
        this.settings = settings;
        this.materializer = materializer;
    }

    /** What has come of a body. */
    private record Part(ByteString kept, long length) {}

    /** The whole body, or a {@link CompletionException} of {@link Declined}. */
    CompletionStage<byte[]> read(RequestEntity entity) {
        return entity.withSizeLimit(settings.readBytesMax())
                .getDataBytes()
                .completionTimeout(settings.requestLimit())
                .runFold(new Part(ByteString.emptyByteString(), 0), this::and, materializer)
                .thenApply(this::whole)
                .exceptionally(failure -> {
                    throw new CompletionException(declined(Failures.cause(failure)));
                });
    }

    /** Reads a body that nobody wants, so that its sender gets to read the answer. */
    void discard(RequestEntity entity) {
        entity.withSizeLimit(settings.readBytesMax()).discardBytes(materializer);
    }

    private Part and(Part part, ByteString more) {
        long sum = part.length() + more.length();
        return new Part(sum <= settings.bodyBytesMax() ? part.kept().concat(more) : part.kept(), sum);
    }

    private byte[] whole(Part part) {
        if (part.length() > settings.bodyBytesMax()) {
            throw new CompletionException(new Declined(tooLarge()));
        }
        return part.kept().toArray();
    }

    private Throwable declined(Throwable failure) {
        return switch (failure) {
            case EntityStreamSizeException tooLarge -> new Declined(tooLarge());
            case TimeoutException slow ->
                new Declined(Problem.of(
                        Fault.SLOW_BODY,
                        "a body must be there within " + settings.requestLimit().toMillis() + " ms"));
            default -> failure;
        };
    }

    private Problem tooLarge() {
        return Problem.of(Fault.TOO_LARGE, "a body has at most " + settings.bodyBytesMax() + " bytes");
    }
}
