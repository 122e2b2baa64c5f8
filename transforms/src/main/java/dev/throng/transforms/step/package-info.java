/**
 * What every stage is made of: steps, their sinks, the reasons why a record ends early; and what
 * stages must agree on: purposes, and what foreign signals mean for them.
 */
@NullMarked
package dev.throng.transforms.step;

import org.jspecify.annotations.NullMarked;
