/** Rows for research: none of them stands for fewer than k people (P12). */
@NullMarked
package dev.throng.transforms.release.extract;

import org.jspecify.annotations.NullMarked;
