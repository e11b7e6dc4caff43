package multikernel.service;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One row of the table of routes.
 *
 * @param path as OpenAPI writes it: a segment in braces takes any one segment
 */
sealed interface Route {

    String method();

    String path();

    /** What a {@code GET} answers at once from the kernel's readings. */
    record Reading(String path, Answer answer) implements Route {
        @Override
        public String method() {
            return "GET";
        }
    }

    /** A {@code GET} of what was there before the node was: the request says what of it the asker has already. */
    record File(String path, Fetch fetch) implements Route {
        @Override
        public String method() {
            return "GET";
        }
    }

    /**
     * A {@code GET} that the kernel has to be asked for.
     *
     * @param isGuarded whether it needs the token, as what is not about the node but in its memory does
     */
    record Asking(String path, boolean isGuarded, Ask ask) implements Route {
        @Override
        public String method() {
            return "GET";
        }
    }

    /** What changes something, and needs the token. */
    record Action(String method, String path, Act act) implements Route {}

    interface Answer {
        HttpResponse answer();
    }

    interface Fetch {
        HttpResponse fetch(List<String> arguments, HttpRequest request) throws Declined;
    }

    interface Ask {
        /** @param uri whose query may say more */
        CompletionStage<HttpResponse> ask(List<String> arguments, Uri uri) throws Declined;
    }

    interface Act {
        /**
         * @param arguments what stood for each segment in braces
         * @param body whole, and of an allowed size
         */
        CompletionStage<HttpResponse> act(List<String> arguments, byte[] body) throws Declined;
    }

    /** What stands for the segments in braces, if the path is one of this route's. */
    default Optional<List<String>> arguments(List<String> segments) {
        var template = List.of(path().substring(1).split("/", -1));
        if (template.size() != segments.size()) {
            return Optional.empty();
        }
        var arguments = new ArrayList<String>();
        for (int i = 0; i < template.size(); i++) {
            var expected = template.get(i);
            if (expected.startsWith("{")) {
                arguments.add(segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }
}
