/** Turns what a source told into what may be known: the policy file, and the step that obeys it. */
@NullMarked
package dev.throng.transforms.pseudonymize;

import org.jspecify.annotations.NullMarked;
