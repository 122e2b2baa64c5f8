@NullMarked
package dev.throng.pipeline.release;

import org.jspecify.annotations.NullMarked;
