/** What releases cost a person in all, and how much of it an audience may see. */
@NullMarked
package dev.throng.transforms.release.budget;

import org.jspecify.annotations.NullMarked;
