/** What Throng itself keeps, beside the keyring: facts that were written by hand. */
@NullMarked
package dev.throng.pipeline.store;

import org.jspecify.annotations.NullMarked;
