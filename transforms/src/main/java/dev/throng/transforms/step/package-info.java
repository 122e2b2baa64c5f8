/** What every stage is made of: steps, their sinks, and the reasons why a record ends early. */
@NullMarked
package dev.throng.transforms.step;

import org.jspecify.annotations.NullMarked;
