package dev.throng.transforms.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Small files in any other file system that Beam knows. Nothing is assumed about renames, locks or
 * conditional writes, since Beam offers none: two processes that write the same file at the same
 * instant are not kept apart, and must be started one after the other.
 */
record RemoteFolder(ResourceId root) implements SmallFiles {

  @Override
  public Set<String> names(String folder) throws IOException {
    ResourceId within =
        folder.isEmpty() ? root : root.resolve(folder, StandardResolveOptions.RESOLVE_DIRECTORY);
    MatchResult result = FileSystems.match(within + "*", EmptyMatchTreatment.ALLOW);
    Set<String> names = new HashSet<>();
    for (MatchResult.Metadata file : result.metadata()) {
      String name = file.resourceId().getFilename();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public Map<String, byte[]> read(Collection<String> files) throws IOException {
    if (files.isEmpty()) {
      // Beam does not match nothing.
      return Map.of();
    }
    List<String> names = List.copyOf(files);
    List<String> specs = new ArrayList<>();
    for (String name : names) {
      specs.add(resource(name).toString());
    }
    List<MatchResult> found = FileSystems.match(specs, EmptyMatchTreatment.ALLOW);
    List<String> present = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (found.get(i).status() == MatchResult.Status.OK && !found.get(i).metadata().isEmpty()) {
        present.add(names.get(i));
      } else if (found.get(i).status() == MatchResult.Status.ERROR) {
        throw new IOException("match");
      }
    }
    Map<String, byte[]> contents = new ConcurrentHashMap<>();
    Together.forEach(
        present,
        name -> {
          try (InputStream in = Channels.newInputStream(FileSystems.open(resource(name)))) {
            contents.put(name, in.readAllBytes());
          }
        });
    return contents;
  }

  @Override
  public void create(Map<String, byte[]> files) throws IOException {
    Set<String> taken = read(files.keySet()).keySet();
    if (!taken.isEmpty()) {
      throw new FileAlreadyExistsException(taken.iterator().next());
    }
    replace(files);
  }

  @Override
  public void replace(Map<String, byte[]> files) throws IOException {
    Together.forEach(
        files.entrySet(),
        file -> {
          try (OutputStream out =
              Channels.newOutputStream(NewFile.create(resource(file.getKey())))) {
            out.write(file.getValue());
          }
        });
  }

  @Override
  public void delete(Collection<String> files) throws IOException {
    List<ResourceId> there = new ArrayList<>();
    files.forEach(file -> there.add(resource(file)));
    if (!there.isEmpty()) {
      FileSystems.delete(there, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  @Override
  public void sweep(String folder) {
    // A file that is being written has no name yet.
  }

  /** Who may is the store's affair. */
  @Override
  public boolean isOpenToAll() {
    return false;
  }

  @Override
  public <T> T alone(Work<T> work) throws IOException {
    return work.run();
  }

  private ResourceId resource(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return root.resolve(name, StandardResolveOptions.RESOLVE_FILE);
    }
    return root.resolve(name.substring(0, slash), StandardResolveOptions.RESOLVE_DIRECTORY)
        .resolve(name.substring(slash + 1), StandardResolveOptions.RESOLVE_FILE);
  }
}
