package dev.throng.transforms.parse;

import org.jspecify.annotations.Nullable;

/**
 * One directive of a log's pattern, with the text that stands before it.
 *
 * @param before the text, which each line has
 * @param written the directive as it is written
 * @param use what becomes of it
 * @param time how it writes the time; null where it is none
 * @param at where it stands in the pattern, the first character being 1
 */
record LogPiece(String before, String written, LogUse use, @Nullable LogTime time, int at) {}
