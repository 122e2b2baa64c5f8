/** Reports that third parties may read: differentially private by noise (P13). */
@NullMarked
package dev.throng.transforms.release.noisy;

import org.jspecify.annotations.NullMarked;
