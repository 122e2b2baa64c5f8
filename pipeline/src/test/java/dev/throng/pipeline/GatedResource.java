package dev.throng.pipeline;

import java.nio.file.Path;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/** A file of {@link GatedFiles}. */
record GatedResource(String path) implements ResourceId {
  Path local() {
    return Path.of(path);
  }

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ResourceId getCurrentDirectory() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getScheme() {
    return GatedFiles.SCHEME;
  }

  @Override
  public @Nullable String getFilename() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  @Override
  public String toString() {
    return GatedFiles.SCHEME + "://" + path;
  }
}
