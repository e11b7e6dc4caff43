/**
 * A running node's face to its operator: the HTTP API on loopback, its token, the console page, and the boot of a node.
 *
 * <p>Floor 10. A request passes, in this order: the name it asks ({@code 421}), the page it comes from ({@code 403}),
 * the table of routes ({@code 404}, {@code 405}), the token where it acts ({@code 401}), its body ({@code 400},
 * {@code 408}, {@code 413}), and only then reaches the kernel. Every error is a problem document; {@code openapi.json}
 * lists every route, and a test holds the two together.
 *
 * <p>Deliberately absent: any decision of the kernel (a refusal passes through unchanged), cookies and sessions, cross
 * origin access, and listening off loopback, which needs TLS.
 */
@NullMarked
package multikernel.service;

import org.jspecify.annotations.NullMarked;
