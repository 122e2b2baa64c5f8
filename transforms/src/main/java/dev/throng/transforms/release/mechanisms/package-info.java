/**
 * Random draws that are exact and repeatable, and the noise and the selection of groups made of
 * them.
 */
@NullMarked
package dev.throng.transforms.release.mechanisms;

import org.jspecify.annotations.NullMarked;
