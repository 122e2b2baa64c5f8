/** Settings files: YAML, read once into immutable records, with errors that name line and key. */
@NullMarked
package dev.throng.transforms.settings;

import org.jspecify.annotations.NullMarked;
