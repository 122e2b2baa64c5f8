/** How much one person can change: in how many groups they stand, and by how much in each. */
@NullMarked
package dev.throng.transforms.release.bounding;

import org.jspecify.annotations.NullMarked;
