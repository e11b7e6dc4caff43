package multikernel.workload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** Items as pages and as JSON. */
final class ItemPages {

    private static final String JSON = "application/json";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ItemPages() {}

    static Response one(List<Item> found, boolean json) {
        if (found.isEmpty()) {
            return Answers.problem(404, "No item has this number.").with("Vary", "Accept");
        }
        var item = found.getFirst();
        return json ? answer(JSON, Body.utf8(json(item).toString())) : answer(Answers.HTML, page(item));
    }

    static Response many(String author, List<Item> found, boolean json) {
        return json ? answer(JSON, Body.utf8(json(found).toString())) : answer(Answers.HTML, list(author, found));
    }

    private static Response answer(String type, Body body) {
        return Response.of(200, type, body).with("Vary", "Accept").with("Cache-Control", "no-cache");
    }

    private static Body page(Item item) {
        var related = new StringBuilder();
        item.related()
                .forEach(id -> related.append("<a href=\"/items/")
                        .append(id)
                        .append("\">")
                        .append(id)
                        .append("</a> "));
        return Html.page(item.title(), """
            <h1>%s</h1>
            <p class="by">by <a href="/items?author=%s">%s</a></p>
            <p>%s</p>
            <dl>
            <dt>Cost</dt><dd><strong>%s</strong> <s>%s</s></dd>
            <dt>Subject</dt><dd>%s</dd>
            <dt>Publisher</dt><dd>%s, %s</dd>
            <dt>In stock</dt><dd>%d, from %s</dd>
            <dt>Edition</dt><dd>%s, %d pages, %s</dd>
            <dt>ISBN</dt><dd>%s</dd>
            <dt>Related</dt><dd>%s</dd>
            </dl>\
            """.formatted(
                        Html.escape(item.title()),
                        Html.escape(item.author().last()),
                        Html.escape(item.author().fullName()),
                        Html.escape(item.description()),
                        money(item.costCents()),
                        money(item.srpCents()),
                        Html.escape(item.subject()),
                        Html.escape(item.publisher()),
                        Html.escape(item.published()),
                        item.stock(),
                        Html.escape(item.available()),
                        Html.escape(item.backing()),
                        item.pages(),
                        Html.escape(item.dimensions()),
                        Html.escape(item.isbn()),
                        related));
    }

    private static Body list(String author, List<Item> found) {
        var rows = new StringBuilder();
        for (var item : found) {
            rows.append("<li><a href=\"/items/%d\">%s</a>, %s, %s</li>%n"
                    .formatted(
                            item.id(),
                            Html.escape(item.title()),
                            Html.escape(item.author().fullName()),
                            money(item.costCents())));
        }
        var title = "Authors whose last name starts with " + author;
        var main = found.isEmpty() ? "<p>No item.</p>" : "<ol>\n" + rows + "</ol>";
        return Html.page(title, "<h1>" + Html.escape(title) + "</h1>\n" + main);
    }

    private static String money(long cents) {
        return "$" + BigDecimal.valueOf(cents, 2).toPlainString();
    }

    private static ArrayNode json(List<Item> items) {
        var array = NODES.arrayNode();
        items.forEach(item -> array.add(json(item)));
        return array;
    }

    private static ObjectNode json(Item item) {
        var node = NODES.objectNode();
        node.put("id", item.id()).put("title", item.title());
        node.putObject("author")
                .put("id", item.author().id())
                .put("first", item.author().first())
                .put("middle", item.author().middle())
                .put("last", item.author().last());
        node.put("published", item.published()).put("publisher", item.publisher());
        node.put("subject", item.subject()).put("description", item.description());
        var related = node.putArray("related");
        item.related().forEach(related::add);
        node.put("srp", BigDecimal.valueOf(item.srpCents(), 2)).put("cost", BigDecimal.valueOf(item.costCents(), 2));
        node.put("available", item.available()).put("stock", item.stock()).put("isbn", item.isbn());
        node.put("pages", item.pages()).put("backing", item.backing()).put("dimensions", item.dimensions());
        return node;
    }
}
