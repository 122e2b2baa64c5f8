/**
 * Events that wait for what the ledger says on them: as blocks of rows by bucket and by the time at
 * which all that counts is known. Plain Java, which streaming keeps in keyed state.
 */
@NullMarked
package dev.throng.transforms.consent.waiting;

import org.jspecify.annotations.NullMarked;
