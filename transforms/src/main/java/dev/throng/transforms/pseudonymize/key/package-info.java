/**
 * Keys and the pseudonyms that they make. The launcher creates the keyring, workers only read it;
 * what crosses to them is {@link dev.throng.transforms.pseudonymize.key.KeySettings}, which names
 * where secrets lie and holds none (F12).
 */
@NullMarked
package dev.throng.transforms.pseudonymize.key;

import org.jspecify.annotations.NullMarked;
