package dev.throng.transforms.pseudonymize.key;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A keyring in any other file system that Beam knows. Nothing is assumed about renames, locks or
 * conditional writes, since Beam offers none: two launchers that make the same key at the same
 * instant are not kept apart, and must be started one after the other. Once written a key is read
 * back, so a torn or lost one shows before anything uses it.
 */
record RemoteFolder(ResourceId root) implements KeyFolder {

  @Override
  public Set<String> names(String folder) throws IOException {
    ResourceId within = root.resolve(folder, StandardResolveOptions.RESOLVE_DIRECTORY);
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
    Together.forEach(
        files.entrySet(),
        file -> {
          try (OutputStream out =
              Channels.newOutputStream(
                  FileSystems.create(resource(file.getKey()), MimeTypes.BINARY))) {
            out.write(file.getValue());
          }
        });
  }

  @Override
  public <T> T alone(Supplier<T> work) {
    return work.get();
  }

  private ResourceId resource(String name) {
    int slash = name.indexOf('/');
    return root.resolve(name.substring(0, slash), StandardResolveOptions.RESOLVE_DIRECTORY)
        .resolve(name.substring(slash + 1), StandardResolveOptions.RESOLVE_FILE);
  }
}
