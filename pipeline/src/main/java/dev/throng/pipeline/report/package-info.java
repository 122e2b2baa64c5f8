/** Makes a page for people out of the tables that a run wrote. It reads what is released only. */
@NullMarked
package dev.throng.pipeline.report;

import org.jspecify.annotations.NullMarked;
