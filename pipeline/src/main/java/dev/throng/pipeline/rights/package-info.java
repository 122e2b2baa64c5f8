/**
 * People's rights over what is stored of them, and the end of data: passes over stored events that
 * show rows, take them out, set them apart or narrow what they may serve.
 */
@NullMarked
package dev.throng.pipeline.rights;

import org.jspecify.annotations.NullMarked;
