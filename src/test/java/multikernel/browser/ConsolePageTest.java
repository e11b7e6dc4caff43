package multikernel.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import multikernel.base.CoreId;
import multikernel.base.DomainReading;
import multikernel.base.Event;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.knowledge.Query;
import multikernel.process.Tools;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person does with the page, over a kernel of two cores, the second of which is stuck. Where Chromium is missing
 * these tests do nothing, unless the environment has {@code MULTIKERNEL_TOOLS=required}.
 */
class ConsolePageTest {

    private static final List<String> VIEWS = List.of(
            "machine",
            "channels",
            "tree",
            "agreements",
            "memory",
            "domains",
            "cluster",
            "events",
            "traces",
            "knowledge");

    private static final String IS_LIVE = "document.getElementById('link')?.textContent === 'live'";

    @TempDir
    static Path data;

    @TempDir
    static Path profile;

    private static ServedNode node;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Tools.need(List.of("chromium"), "chromium");
        node = new ServedNode(data);
        node.kernel.knowledge.instead = Optional.of(new Query.Reply.Answers(List.of(), false, 0));
        browser = Browser.start(profile);
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        node.kernel.domains.put("web", new DomainReading("web", "web", List.of(0), 0, "running", Map.of()));
        node.kernel.answer = name -> CompletableFuture.completedStage(done());
        browser.open("about:blank");
        browser.requests.clear();
        browser.open(node.url() + "/#machine");
        browser.eval("sessionStorage.clear(); localStorage.clear()");
        browser.await(IS_LIVE + " && document.querySelectorAll('.tile').length === 2");
    }

    private static Outcome done() {
        return new Outcome.Done(new OperationId(CoreId.of(1), 2, 7), 42);
    }

    @AfterEach
    void shouldHaveHadNoTroubleAndAskedNobodyElse() {
        var troubles = List.copyOf(browser.troubles);
        browser.troubles.clear();
        assertEquals(List.of(), troubles);
        for (var request : browser.requests) {
            assertTrue(request.startsWith(node.url() + "/") || request.equals("about:blank"), request);
        }
    }

    @Test
    void shouldShowTheCoresAsTheyAreAndHowBusyEachIs() throws Exception {
        assertTrue(browser.text("[data-core='0']").contains("12"), browser.text("[data-core='0']"));
        assertTrue(browser.text("[data-core='1']").contains("stuck"));
        assertTrue(browser.text("main").contains("busy 12"), "the stuck core is no part of the mean");
        assertEquals("1 of 2", browser.text("#figures dd"));
        assertEquals("Machine · node-1", browser.eval("document.title").asText());
        node.kernel.unready = "core-1 is stuck";
        browser.await("document.getElementById('warning').textContent.includes('core-1 is stuck')");
        node.kernel.unready = "";
        browser.await("document.getElementById('warning').hidden");
    }

    @Test
    void shouldOpenEveryViewByItsKey() throws Exception {
        for (int i = 0; i < VIEWS.size(); i++) {
            browser.press(Integer.toString((i + 1) % 10));
            browser.await("document.getElementById('view').dataset.view === '" + VIEWS.get(i) + "'");
            assertEquals(
                    "#" + VIEWS.get(i),
                    browser.eval("document.querySelector('nav [aria-current=page]').hash")
                            .asText());
            assertEquals(
                    1,
                    browser.eval("document.querySelectorAll('main h1').length").asInt());
            assertTrue(browser.eval("document.querySelector('h1') === document.activeElement")
                            .asBoolean()
                    || i == 0);
        }
    }

    @Test
    void shouldGoFromCoreToCoreByArrowsAndOpenOneByEnter() throws Exception {
        browser.eval("document.querySelector('[data-core=\"0\"]').focus()");
        browser.press("ArrowRight");
        browser.await("document.activeElement.dataset.core !== '0'");
        browser.press("Enter");
        browser.await("document.getElementById('core-title').textContent === 'Core 1'");
        assertEquals("#machine?core=1", browser.eval("location.hash").asText());
        browser.await("document.querySelector('.flows').textContent.includes('core 0')");
    }

    @Test
    void shouldFindADomainAndGoThere() throws Exception {
        browser.press("/");
        browser.await("document.querySelector('dialog.search')?.open");
        browser.type("web");
        browser.await(
                "document.querySelector('[role=option][aria-selected=true]').textContent.startsWith('domainweb')");
        browser.press("Enter");
        browser.await("document.getElementById('view').dataset.view === 'domains'");
        browser.await("document.querySelector('#view table').textContent.includes('running')");
        assertFalse(browser.eval("!!document.querySelector('dialog')").asBoolean());
    }

    @Test
    void shouldBeDarkOrLightAsTheSystemIsAndTheOtherOnceItIsTold() throws Exception {
        scheme("dark");
        browser.open(node.url() + "/?dark#machine");
        var dark =
                browser.eval("getComputedStyle(document.body).backgroundColor").asText();
        scheme("light");
        browser.await("getComputedStyle(document.body).backgroundColor !== '" + dark + "'");
        browser.press("t");
        browser.await("getComputedStyle(document.body).backgroundColor === '" + dark + "'");
        browser.open(node.url() + "/?again#machine");
        assertEquals(
                dark,
                browser.eval("getComputedStyle(document.body).backgroundColor").asText(),
                "it is remembered");
    }

    private static void scheme(String value) throws Exception {
        browser.send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", value))));
    }

    @Test
    void shouldFitAPhone() throws Exception {
        browser.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        try {
            for (var view : VIEWS) {
                browser.eval("location.hash = '#" + view + "'");
                browser.await("document.getElementById('view').dataset.view === '" + view + "'");
                assertEquals(
                        390,
                        browser.eval("document.documentElement.scrollWidth").asInt(),
                        view + " is not wider than the phone");
            }
        } finally {
            browser.send("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    void shouldSayWhoseWordAnAgreementWaitsForAndSinceWhen() throws Exception {
        browser.press("4");
        browser.await("document.querySelector('#view .votes progress')");
        var row = browser.text("#view tbody tr").replace('\u00a0', ' ');
        for (var told : List.of("1.5 ms", "unmap", "operator", "acknowledging", "2 of 3")) {
            assertTrue(row.contains(told), row);
        }
        browser.click("#view tbody tr a.chip");
        browser.await("document.getElementById('core-title').textContent === 'Core 1'");
    }

    @Test
    void shouldShowWhoOwnsEachPartitionAndWhichReplicaIsAbsent() throws Exception {
        browser.press("7");
        browser.await("document.querySelector('#view .chip.bad')?.textContent === 'node-2'");
        var spread = browser.text("section[aria-labelledby=h-partitions]");
        for (var told : List.of("2 have their place", "1 without a known owner", "nobody known", "owns it")) {
            assertTrue(spread.contains(told), spread);
        }
        assertTrue(browser.text("section[aria-labelledby=h-members] tbody tr").contains("1\t2\t"), "owns, replicas");
    }

    @Test
    void shouldNotDrawASquareWithoutChannels() throws Exception {
        browser.press("2");
        browser.await("document.querySelector('.square').checkVisibility()");
        var before = node.kernel.channels;
        node.kernel.channels = List.of();
        browser.await("!document.querySelector('.square').checkVisibility()");
        assertTrue(browser.text(".readout").contains("No channel of this plane"), browser.text(".readout"));
        node.kernel.channels = before;
        browser.await("document.querySelector('.square').checkVisibility()");
    }

    @Test
    void shouldTellEventsAsTheyHappen() throws Exception {
        browser.press("8");
        node.kernel.publish(new Event("core", "core-1 stood still", 1_795_000_000_000L));
        browser.await("document.querySelector('.log')?.textContent.includes('core-1 stood still')");
    }

    @Test
    void shouldAskForTheTokenOnceConfirmWhatDestroysAndSayWhatWasRefused() throws Exception {
        browser.press("6");
        browser.click("#view td .destroys");
        browser.await("document.querySelector('dialog h2').textContent === 'Kill web?'");
        assertEquals(
                "Cancel", browser.eval("document.activeElement.textContent").asText());
        browser.click("dialog .destroys");
        browser.await("document.activeElement.type === 'password'");
        browser.type(node.token);
        node.kernel.refuse(Refusal.NO_SUCH_DOMAIN, "no domain is called web");
        browser.press("Enter");
        browser.await("document.querySelector('.toast.bad')?.textContent.includes('no-such-domain')");
        var told = browser.text(".toast.bad");
        assertTrue(told.contains(Refusal.NO_SUCH_DOMAIN.sentence()) && told.contains("no domain is called web"), told);
        browser.troubles.removeIf(trouble -> trouble.contains("409"));
        node.kernel.answer = name -> CompletableFuture.completedStage(done());
        browser.click("#view td .destroys");
        browser.click("dialog .destroys");
        browser.await("document.querySelector('.toast.good')?.textContent.includes('web was killed in 42')");
        browser.await("document.querySelector('#view table').textContent.includes('No domain runs')");
    }

    @Test
    void shouldAskNothingOfTheNodeWhileItIsPaused() throws Exception {
        browser.press("p");
        browser.await("document.getElementById('link').textContent === 'paused'");
        // The stream ends on the node's side once it has noticed; then nobody looks.
        while (!node.kernel.listeners.isEmpty()) {
            node.kernel.publish(new Event("core", "tick", 0));
        }
        int looks = node.kernel.looks.get();
        browser.press("7");
        browser.await("document.getElementById('view').dataset.view === 'cluster'");
        assertEquals(looks, node.kernel.looks.get());
        browser.press("p");
        browser.await(IS_LIVE);
        assertNotEquals(looks, node.kernel.looks.get());
    }

    @Test
    void shouldNameEverythingThatCanBeOperated() throws Exception {
        for (var view : VIEWS) {
            browser.eval("location.hash = '#" + view + "'");
            browser.await("document.getElementById('view').dataset.view === '" + view + "'");
            var nameless = browser.eval("""
                [...document.querySelectorAll('button, a, input, select, canvas, [tabindex="0"]')]
                  .filter(e => e.checkVisibility() && !e.innerText?.trim() && !e.ariaLabel && !e.labels?.length)
                  .map(e => e.outerHTML)\
                """);
            assertEquals("[]", nameless.toString(), view);
        }
        assertEquals(
                "[\"HEADER\",\"NAV\",\"MAIN\"]",
                browser.eval("[...document.querySelectorAll('header, nav, main')].map(e => e.tagName)")
                        .toString());
    }
}
