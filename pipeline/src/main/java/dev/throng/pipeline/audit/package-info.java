/**
 * Looks at what a run wrote as somebody would who wants to know people from it.
 *
 * <p>It reads files, and shares no code with what treats events: a search that the treatment uses
 * too would miss what the treatment missed.
 */
@NullMarked
package dev.throng.pipeline.audit;

import org.jspecify.annotations.NullMarked;
