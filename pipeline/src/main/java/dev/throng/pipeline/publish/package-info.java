/**
 * Writes what the journey gives: stored events, released tables, rejections and the manifest.
 *
 * <p>Workers write into a staging area beside each output; the launcher moves whole files to their
 * place and writes the manifest last. All access is by Beam's {@code FileSystems}: nothing here
 * needs a local path, seeking, or a rename that is atomic.
 */
@NullMarked
package dev.throng.pipeline.publish;

import org.jspecify.annotations.NullMarked;
