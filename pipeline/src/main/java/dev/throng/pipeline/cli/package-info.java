/** The commands, one file each. */
@NullMarked
package dev.throng.pipeline.cli;

import org.jspecify.annotations.NullMarked;
