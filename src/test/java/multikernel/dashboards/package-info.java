/**
 * The dashboards as they are written down, and the tests of what ships in {@code dashboards/}: dashboards, alert rules,
 * and the two against a real Prometheus that scrapes a real node.
 */
@NullMarked
package multikernel.dashboards;

import org.jspecify.annotations.NullMarked;
