package multikernel.service;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What stands behind the wrappers that stages put around a failure. */
final class Failures {

    private Failures() {}

    static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        boolean isWrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return isWrapper && cause != null ? cause(cause) : failure;
    }
}
