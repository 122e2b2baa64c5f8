/**
 * Small files that must never be torn: keys, facts, receipts. Each appears whole or not at all, is
 * durable before anybody is told of it, and is open to its owner only.
 */
@NullMarked
package dev.throng.transforms.files;

import org.jspecify.annotations.NullMarked;
