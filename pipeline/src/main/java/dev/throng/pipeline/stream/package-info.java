/**
 * The journey over topics: thin carriers that keep what waits in keyed state. What they carry is
 * plain Java elsewhere.
 */
@NullMarked
package dev.throng.pipeline.stream;

import org.jspecify.annotations.NullMarked;
