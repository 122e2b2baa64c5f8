/** Bytes from outside become identified events, or a counted rejection: one reader a format. */
@NullMarked
package dev.throng.transforms.parse;

import org.jspecify.annotations.NullMarked;
