/** Arithmetic that does not lose anything, or says on which side of the truth it stands. */
@NullMarked
package dev.throng.transforms.release.exact;

import org.jspecify.annotations.NullMarked;
