package multikernel.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import multikernel.knowledge.Query;
import multikernel.process.Tools;
import multikernel.service.LargeSystem;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node of 256 cores whose every channel moves each second, in a real page. What a picture costs is printed. */
class LargeSystemTest {

    private static final int FRAMES = Integer.getInteger("multikernel.console.frames", 2);

    @TempDir
    Path data;

    @TempDir
    Path profile;

    @BeforeAll
    static void need() {
        Tools.need(List.of("chromium"), "chromium");
    }

    @Test
    void shouldShowEveryCoreAndEveryChannelOfALargeSystem() throws Exception {
        try (var node = new ServedNode(data);
                var browser = Browser.start(profile)) {
            var large = new LargeSystem();
            node.kernel.knowledge.instead = Optional.of(new Query.Reply.Answers(List.of(), false, 0));
            node.kernel.cores = large.cores();
            node.kernel.channels = large.channels();
            browser.open(node.url() + "/#machine");
            browser.await("document.querySelectorAll('.tile').length === " + LargeSystem.CORES);
            assertEquals(
                    2,
                    browser.eval("document.querySelectorAll('.package').length").asInt());
            browser.press("2");
            // Every channel has come once all cells have found room in a frame.
            var all = LargeSystem.CORES * (LargeSystem.CORES - 1);
            browser.await(
                    "document.querySelector('.square')?.ariaLabel?.replaceAll(',', '').startsWith('" + all + "')");
            for (var view : List.of("channels", "machine", "tree", "agreements")) {
                browser.eval("location.hash = '#" + view + "'");
                print(view, node, browser, large);
            }
            assertEquals(List.of(), List.copyOf(browser.troubles));
        }
    }

    /** How long the page works for each frame that it is told: the look at it, the tables, and the picture. */
    private static void print(String view, ServedNode node, Browser browser, LargeSystem large) throws Exception {
        browser.eval("performance.clearMeasures()");
        for (int i = 0; i < FRAMES; i++) {
            node.kernel.cores = large.cores();
            node.kernel.channels = large.channels();
            browser.await("performance.getEntriesByName('picture').length > " + i);
        }
        var nanos = browser.eval("performance.getEntriesByName('picture').map(each => each.duration)");
        assertTrue(nanos.size() >= FRAMES);
        System.out.println("console, 256 cores, " + view + ": milliseconds of each picture " + nanos);
    }
}
