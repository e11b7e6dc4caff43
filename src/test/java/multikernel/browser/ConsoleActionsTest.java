package multikernel.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import multikernel.process.NodeProcess;
import multikernel.process.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does to a real node by way of the page, and sees there. */
class ConsoleActionsTest {

    @TempDir
    Path data;

    @TempDir
    Path profile;

    @BeforeAll
    static void need() {
        Tools.need(List.of("chromium"), "chromium");
    }

    /** A node without domains: its first ones take longer to start than all of this. */
    @Test
    void shouldTakeACoreOffAndBringItBackAndAllocateMapAndUnmapMemory() throws Exception {
        try (var node = NodeProcess.command("run", "--cores", "3", "--ports-from", "0", "--data", data.toString());
                var browser = Browser.start(profile)) {
            node.awaitReady();
            browser.open(node.uri("http", "/").toString());
            browser.await("document.querySelectorAll('.tile[data-state=online]').length === 3");
            browser.click("[data-core='1']");
            browser.click("#core-side .destroys");
            browser.click("dialog .destroys");
            browser.await("document.activeElement.type === 'password'");
            browser.type(Files.readString(data.resolve("token")).strip());
            browser.press("Enter");
            browser.await("document.querySelector('[data-core=\"1\"]').dataset.state === 'offline'");
            browser.await("document.querySelector('#figures dd').textContent === '2 of 3'");
            browser.click("#core-side .primary");
            browser.await("document.querySelector('[data-core=\"1\"]').dataset.state === 'online'");
            memory(browser);
            assertEquals(List.of(), List.copyOf(browser.troubles));
        }
    }

    private static void memory(Browser browser) throws Exception {
        browser.press("5");
        browser.click("#view .panel-head .primary");
        browser.click("dialog .primary");
        browser.await("document.querySelector('#view tbody tr .type-ram')");
        browser.click("#view tbody tr");
        browser.click("[data-word=retype]");
        browser.click("dialog .primary");
        browser.await("document.querySelector('#view tbody tr .type-frame')");
        seen(browser, ".range.type-frame");
        browser.click("#view tbody tr:has(.type-frame)");
        browser.click("[data-word=map]");
        browser.click("dialog .primary");
        browser.await("document.querySelector('#view tbody tr:has(.type-frame) a.chip') !== null");
        browser.click("[data-word=unmap]");
        browser.click("dialog .destroys");
        browser.await("document.querySelector('#view tbody tr:has(.type-frame)') !== null"
                + " && document.querySelector('#view tbody a.chip') === null");
        assertTrue(browser.text("#toasts").contains("Unmapped everywhere in"), browser.text("#toasts"));
    }

    /** A range inside another lies over it, and nothing over the range. */
    private static void seen(Browser browser, String range) throws Exception {
        browser.await("document.querySelector('" + range + "') !== null");
        browser.await("(() => { const e = document.querySelector('" + range + "');"
                + " e.scrollIntoView({ block: 'center' });"
                + " const b = e.getBoundingClientRect();"
                + " return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2) === e; })()");
    }
}
