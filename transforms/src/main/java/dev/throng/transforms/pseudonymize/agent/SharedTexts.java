package dev.throng.transforms.pseudonymize.agent;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;

/**
 * What the texts of agents say, for all readers of a Java machine: a text is read once, not once a
 * thread, and not again for every version that only the hints tell. Browsers froze their texts, so
 * that few of them come with many hints. Raw agents lie in memory only (P4).
 */
final class SharedTexts {

  /** Some four megabytes of ordinary ones; the longest that are kept make it 25. */
  private static final int MOST = 16_384;

  private static final SharedTexts SHARED = new SharedTexts(new TextAgent());

  private final LoadingCache<String, Agent> read;

  private SharedTexts(TextAgent text) {
    read = CacheBuilder.newBuilder().maximumSize(MOST).build(CacheLoader.from(text::read));
  }

  static SharedTexts shared() {
    return SHARED;
  }

  /** What is kept of a text; two threads that ask for one at once read it once. Never throws. */
  Agent read(String agent) {
    return read.getUnchecked(TextAgent.cut(agent));
  }
}
