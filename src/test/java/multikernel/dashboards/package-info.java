/**
 * The dashboards as they are written down, and the tests of what ships in {@code dashboards/}: dashboards, alert rules,
 * and the two against a real Prometheus that scrapes a real node.
 *
 * <p>Left out for want of metrics: multicast and topology (no tree is measured yet), and a dashboard of the cluster
 * (its members are a panel elsewhere).
 */
@NullMarked
package multikernel.dashboards;

import org.jspecify.annotations.NullMarked;
