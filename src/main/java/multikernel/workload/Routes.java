package multikernel.workload;

/** What a web server does with a request: it answers at once, or asks the database first. */
final class Routes {

    /** What was decided. */
    sealed interface Decision {

        record Answer(Response response) implements Decision {}

        record AskItem(long id) implements Decision {}

        record AskAuthor(String lastName) implements Decision {}
    }

    /** As in TPC-W: a last name has at most 20 characters. */
    private static final int NAME_MAX = 20;

    /** So many digits fit a long. */
    private static final int ID_DIGITS_MAX = 18;

    private final Site site;

    Routes(Site site) {
        this.site = site;
    }

    Decision decide(Request request, long nowNanos) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return answer(
                    Answers.problem(405, "Only GET and HEAD are served here.").with("Allow", "GET, HEAD"));
        }
        var parsed = RequestTarget.parse(request.target());
        if (parsed.isEmpty()) {
            return answer(Answers.problem(400, "The path or query of this request is malformed."));
        }
        var target = parsed.get();
        var items = !target.segments().isEmpty() && target.segments().getFirst().equals("items");
        return items ? item(target) : answer(file(request, target, nowNanos));
    }

    private static Decision item(RequestTarget target) {
        return switch (target.segments().size()) {
            case 1 -> author(target.query().getOrDefault("author", "").strip());
            case 2 -> byId(target.segments().get(1));
            default -> answer(Answers.problem(404, "There is nothing below an item."));
        };
    }

    private static Decision author(String lastName) {
        return lastName.isEmpty() || lastName.length() > NAME_MAX
                ? answer(Answers.problem(400, "Give the start of an author's last name: /items?author=NAME."))
                : new Decision.AskAuthor(lastName);
    }

    private static Decision byId(String text) {
        var number = text.length() <= ID_DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? new Decision.AskItem(Long.parseLong(text))
                : answer(Answers.problem(404, "An item has a number: /items/1."));
    }

    private Response file(Request request, RequestTarget target, long nowNanos) {
        return switch (site.find(target, nowNanos)) {
            case Site.Find.File found -> found.file().answer(request);
            case Site.Find.Directory directory -> Answers.moved(target.encodedPath() + "/");
            case Site.Find.Nothing nothing -> Answers.problem(404, "There is no such page.");
        };
    }

    private static Decision answer(Response response) {
        return new Decision.Answer(response);
    }
}
