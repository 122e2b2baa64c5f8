/** What third parties get: what it costs people, and what has been released already (P13). */
@NullMarked
package dev.throng.pipeline.release;

import org.jspecify.annotations.NullMarked;
