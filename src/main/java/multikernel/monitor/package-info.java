@NullMarked
package multikernel.monitor;

import org.jspecify.annotations.NullMarked;
