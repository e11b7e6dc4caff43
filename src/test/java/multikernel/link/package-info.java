@NullMarked
package multikernel.link;

import org.jspecify.annotations.NullMarked;
