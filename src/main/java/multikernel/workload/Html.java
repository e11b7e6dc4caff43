package multikernel.workload;

/** Text made safe for a page, and the frame that our pages share. */
final class Html {

    private Html() {}

    static String escape(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (var at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(text.charAt(at));
            }
        }
        return safe.toString();
    }

    /** @param main markup, every text in it escaped already */
    static Body page(String title, String main) {
        return Body.utf8("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="stylesheet" href="/style.css">
            </head>
            <body>
            <main>
            %s
            <p><a href="/">multikernel</a></p>
            </main>
            </body>
            </html>
            """.formatted(escape(title), main));
    }
}
