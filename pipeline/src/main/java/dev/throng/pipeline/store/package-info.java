/**
 * What Throng itself keeps, beside the keyring: facts that were written by hand, links from people
 * to what is stored of them, the catalogue of all that was ever written, and the trail of what was
 * done about people's rights.
 */
@NullMarked
package dev.throng.pipeline.store;

import org.jspecify.annotations.NullMarked;
