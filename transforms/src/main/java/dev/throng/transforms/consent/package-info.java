/** Who may be counted: words, the rule that decides on them, and the gate. */
@NullMarked
package dev.throng.transforms.consent;

import org.jspecify.annotations.NullMarked;
