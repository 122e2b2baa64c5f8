/** Which subtotals a report has: any sets of its dimensions, and how they lie above each other. */
@NullMarked
package dev.throng.transforms.release.lattice;

import org.jspecify.annotations.NullMarked;
