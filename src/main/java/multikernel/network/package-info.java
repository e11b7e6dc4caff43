/** Other nodes. */
@NullMarked
package multikernel.network;

import org.jspecify.annotations.NullMarked;
