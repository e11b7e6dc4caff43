package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import multikernel.workload.Routes.Decision;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private final Routes routes = new Routes(new BuiltInSite());

    private Decision decide(String target) {
        return routes.decide(Request.get(target), 0);
    }

    private int status(String target) {
        return assertInstanceOf(Decision.Answer.class, decide(target))
                .response()
                .status();
    }

    @Test
    void shouldAskTheDatabaseForItemsOnly() {
        assertEquals(new Decision.AskItem(17), decide("/items/17"));
        assertEquals(new Decision.AskAuthor("O'Hara"), decide("/items?author=O%27Hara"));
        assertEquals(400, status("/items"));
        assertEquals(400, status("/items?author=" + "a".repeat(21)));
        assertEquals(404, status("/items/x"));
        assertEquals(404, status("/items/-1"));
        assertEquals(404, status("/items/9999999999999999999"));
        assertEquals(404, status("/items/1/2"));
    }

    @Test
    void shouldHaveEveryPageThatItsOwnPagesLinkTo() {
        for (var target : List.of("/", "/index.html", "/style.css", "/favicon.svg")) {
            assertEquals(200, status(target), target);
        }
        assertEquals(404, status("/index.html/"));
        assertEquals(404, status("/style.css/x"));
    }

    @Test
    void shouldEscapeWhateverAnItemHolds() {
        var evil = "<script>alert('\"&')</script>";
        var item = new Item(
                1,
                evil,
                new Item.Author(2, evil, "", evil),
                evil,
                evil,
                evil,
                evil,
                List.of(3L),
                1999,
                1005,
                evil,
                4,
                evil,
                5,
                evil,
                evil);
        var page = text(ItemPages.one(List.of(item), false)) + text(ItemPages.many(evil, List.of(item), false));
        assertFalse(page.contains("<script"), page);
        assertTrue(page.contains("$10.05") && page.contains("$19.99"), page);
        assertTrue(text(ItemPages.one(List.of(item), true)).contains("\"cost\":10.05"));
        assertEquals(404, ItemPages.one(List.of(), false).status());
    }

    @Test
    void shouldLetNoHeaderEndItsLine() {
        assertThrows(IllegalArgumentException.class, () -> Answers.moved("/a\r\nSet-Cookie: b"));
    }

    private static String text(Response response) {
        return assertInstanceOf(Body.class, response.content()).text();
    }
}
