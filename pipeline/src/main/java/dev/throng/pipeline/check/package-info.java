/** What becomes of every field: the answer to whoever asks (P27). */
@NullMarked
package dev.throng.pipeline.check;

import org.jspecify.annotations.NullMarked;
