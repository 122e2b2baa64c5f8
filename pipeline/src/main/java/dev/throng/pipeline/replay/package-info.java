/**
 * Replays what was rejected and sealed: opens it with the private key and runs it through the
 * pipeline of today, once.
 */
@NullMarked
package dev.throng.pipeline.replay;

import org.jspecify.annotations.NullMarked;
