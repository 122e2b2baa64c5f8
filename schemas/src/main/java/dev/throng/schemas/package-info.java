/**
 * The nouns of the journey, made from {@code src/main/avro}, and what keeps them honest: every leaf
 * field carries a privacy class, every noun says how far it may go.
 */
@NullMarked
package dev.throng.schemas;

import org.jspecify.annotations.NullMarked;
