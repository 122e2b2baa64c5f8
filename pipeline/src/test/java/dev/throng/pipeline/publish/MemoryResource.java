package dev.throng.pipeline.publish;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/** A key of the store in memory; a folder is a key that ends with a slash. */
record MemoryResource(String key) implements ResourceId {

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean folder = options.equals(StandardResolveOptions.RESOLVE_DIRECTORY);
    return new MemoryResource(getCurrentDirectory() + other + (folder ? "/" : ""));
  }

  @Override
  public MemoryResource getCurrentDirectory() {
    return new MemoryResource(key.substring(0, key.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return "mem";
  }

  @Override
  public @Nullable String getFilename() {
    return key.endsWith("/") ? null : key.substring(key.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return key.endsWith("/");
  }

  @Override
  public String toString() {
    return key;
  }
}
