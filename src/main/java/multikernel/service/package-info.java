/**
 * A running node's face to its operator: the HTTP API on loopback, its token, the console page, and the boot of a node.
 *
 * <p>Floor 10. A request passes, in this order: the name it asks ({@code 421}), the page it comes from ({@code 403}),
 * the table of routes ({@code 404}, {@code 405}), the token where it acts ({@code 401}), its body ({@code 400},
 * {@code 408}, {@code 413}), and only then reaches the kernel. Every error is a problem document; {@code openapi.json}
 * lists every route, and a test holds the two together.
 *
 * <p>The console is a page and its files, below {@code console} in the resources, with no step between them and what
 * the browser gets: {@link multikernel.service.Console} serves them, {@link multikernel.service.Live} keeps the page up
 * to date on one connection. For each reader {@link multikernel.service.Frames} knows what it was told and makes, when
 * the reader has room, one frame of what has changed, of a limited size; the channels of many cores travel as
 * {@link multikernel.service.Cells}. A look asks no core for anything, and without readers there is none.
 *
 * <p>Deliberately absent: any decision of the kernel (a refusal passes through unchanged), cookies and sessions, cross
 * origin access, and listening off loopback, which needs TLS.
 */
@NullMarked
package multikernel.service;

import org.jspecify.annotations.NullMarked;
