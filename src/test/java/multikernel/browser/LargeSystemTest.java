package multikernel.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import multikernel.base.CountReading;
import multikernel.knowledge.Query;
import multikernel.process.Tools;
import multikernel.service.LargeSystem;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 256 cores on three nodes, whose every channel moves each second, each node in a real page. What a picture costs and
 * how much the pages were sent is printed.
 */
class LargeSystemTest {

    private static final int FRAMES = Integer.getInteger("multikernel.console.frames", 1);

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
        var large = LargeSystem.threeNodes();
        assertEquals(
                LargeSystem.CORES, large.stream().mapToInt(LargeSystem::count).sum());
        try (var browser = Browser.start(profile)) {
            for (var node : large) {
                shouldShow(node, browser);
            }
            assertEquals(List.of(), List.copyOf(browser.troubles));
        }
    }

    private void shouldShow(LargeSystem large, Browser browser) throws Exception {
        try (var node = new ServedNode(Files.createDirectories(data.resolve(large.name())))) {
            node.kernel.knowledge.instead = Optional.of(new Query.Reply.Answers(List.of(), false, 0));
            node.kernel.cores = large.cores();
            node.kernel.channels = large.channels();
            node.kernel.members = large.nodes();
            node.kernel.counts = new CountReading(List.of(), List.of(), List.of(), large.partitions());
            browser.open(node.url() + "/#machine");
            browser.await("document.querySelectorAll('.tile').length === " + large.count());
            assertEquals(
                    2,
                    browser.eval("document.querySelectorAll('.package').length").asInt());
            browser.await("document.querySelectorAll('.node-cards > li').length === 3");
            browser.press("2");
            // Every channel has come once all cells have found room in a frame.
            var all = large.count() * (large.count() - 1);
            browser.await(
                    "document.querySelector('.square')?.ariaLabel?.replaceAll(',', '').startsWith('" + all + "')");
            for (var view : List.of("channels", "machine", "tree", "agreements", "cluster")) {
                browser.eval("location.hash = '#" + view + "'");
                print(view, node, browser, large);
            }
            browser.open("about:blank");
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
        var millis = browser.eval("performance.getEntriesByName('picture').map(each => each.duration)");
        assertTrue(millis.size() >= FRAMES);
        System.out.printf(
                "console, %s, %d of %d cores, %s: milliseconds of each picture %s; %d bytes in all%n",
                large.name(), large.count(), LargeSystem.CORES, view, millis, browser.bytes.get());
    }
}
