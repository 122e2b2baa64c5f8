/** What may go out: groups of enough people, and nothing that differences could take apart. */
@NullMarked
package dev.throng.transforms.release;

import org.jspecify.annotations.NullMarked;
