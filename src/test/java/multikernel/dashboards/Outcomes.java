package multikernel.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** Colors of lines whose legends end in how something ended; by themselves they would be those of the alphabet. */
final class Outcomes {

    private static final String DONE = "/(^| )done$/";

    private static final String TROUBLE =
            "/(^| )(unavailable|failed|busy|core-stuck|timed-out|no-owner|no-majority|too-few-seats)$/";

    private Outcomes() {}

    /** The last that matches holds. */
    static void color(ArrayNode overrides) {
        color(overrides, "/./", "orange");
        color(overrides, DONE, "green");
        color(overrides, TROUBLE, "red");
    }

    private static void color(ArrayNode overrides, String legends, String color) {
        var override = overrides.addObject();
        override.putObject("matcher").put("id", "byRegexp").put("options", legends);
        var property = override.putArray("properties").addObject().put("id", "color");
        property.putObject("value").put("mode", "shades").put("fixedColor", color);
    }
}
