/**
 * The console in a real browser, as a person uses it: what is seen, clicked and typed, and that nothing goes wrong on
 * the way. The browser is Chromium without a window, spoken to by the protocol of its developer tools.
 */
@NullMarked
package multikernel.browser;

import org.jspecify.annotations.NullMarked;
