/** What people said at other times than with an event: facts, found by the ids of an event. */
@NullMarked
package dev.throng.transforms.consent.ledger;

import org.jspecify.annotations.NullMarked;
