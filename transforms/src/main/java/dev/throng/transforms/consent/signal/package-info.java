/** One file a signal: how an event itself says what its person agreed to. */
@NullMarked
package dev.throng.transforms.consent.signal;

import org.jspecify.annotations.NullMarked;
