/** What is counted: reports, their measures, pre-aggregation on the worker, sessions. */
@NullMarked
package dev.throng.transforms.aggregate;

import org.jspecify.annotations.NullMarked;
