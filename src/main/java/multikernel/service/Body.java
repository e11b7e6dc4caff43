package multikernel.service;

import akka.http.javadsl.model.RequestEntity;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.Materializer;
import akka.util.ByteString;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** A body as it arrives: kept up to the limit, only counted beyond it. */
record Body(ByteString kept, long length) {

    private static final Body EMPTY = new Body(ByteString.emptyByteString(), 0);

    /** The whole body, or a {@link CompletionException} of {@link Declined}. */
    static CompletionStage<byte[]> read(RequestEntity entity, Materializer materializer) {
        return entity.withSizeLimit(HttpSettings.BODY_BYTES_DRAINED_MAX)
                .getDataBytes()
                .completionTimeout(HttpSettings.BODY_LIMIT)
                .runFold(EMPTY, Body::and, materializer)
                .thenApply(Body::whole)
                .exceptionally(failure -> {
                    throw new CompletionException(declined(Failures.cause(failure)));
                });
    }

    /** Reads a body that nobody wants, so that its sender gets to read the answer. */
    static void discard(RequestEntity entity, Materializer materializer) {
        entity.withSizeLimit(HttpSettings.BODY_BYTES_DRAINED_MAX).discardBytes(materializer);
    }

    private Body and(ByteString more) {
        long sum = length + more.length();
        return new Body(sum <= HttpSettings.BODY_BYTES_MAX ? kept.concat(more) : kept, sum);
    }

    private byte[] whole() {
        if (length > HttpSettings.BODY_BYTES_MAX) {
            throw new CompletionException(new Declined(tooLarge()));
        }
        return kept.toArray();
    }

    private static Throwable declined(Throwable failure) {
        return switch (failure) {
            case EntityStreamSizeException tooLarge -> new Declined(tooLarge());
            case TimeoutException slow ->
                new Declined(Problem.of(
                        Fault.SLOW_BODY,
                        "a body must be there within " + HttpSettings.BODY_LIMIT.toSeconds() + " seconds"));
            default -> failure;
        };
    }

    private static Problem tooLarge() {
        return Problem.of(Fault.TOO_LARGE, "a body has at most " + HttpSettings.BODY_BYTES_MAX + " bytes");
    }
}
