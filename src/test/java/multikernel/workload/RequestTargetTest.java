package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    private static Optional<RequestTarget> target(List<String> segments, boolean directory, Map<String, String> query) {
        return Optional.of(new RequestTarget(segments, directory, query));
    }

    @Test
    void shouldSplitBeforeItDecodes() {
        assertEquals(
                target(List.of("a b", "ü+"), true, Map.of("x", "1 &", "y", "")),
                RequestTarget.parse("/a%20b//%C3%BC+/?x=1+%26&y"));
        assertEquals(target(List.of(), true, Map.of("", "")), RequestTarget.parse("http://host:80"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "/a#b",
                "/..",
                "/a/./b",
                "/%2e%2E/a",
                "/a%2fb",
                "/a\\b",
                "/%5c",
                "/%0a",
                "/%",
                "/%4",
                "/%g1",
                "/%ff",
                "/\u00fc",
                "/?a=%",
                "/%c0%ae%c0%ae/"
            })
    void shouldRefuseWhatNoHonestClientSends(String target) {
        assertEquals(Optional.empty(), RequestTarget.parse(target));
    }

    @Test
    void shouldEncodeAPathSoThatNothingOfItIsSyntax() {
        var target = RequestTarget.parse("/a%20%3F/%C3%BC~").orElseThrow();
        assertEquals("/a%20%3F/%C3%BC~", target.encodedPath());
    }
}
