package dev.throng.transforms.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Small files on a local path: written beside, made durable, then renamed, under a lock file that
 * keeps other processes away and a lock that keeps other threads away.
 */
record LocalFolder(Path root) implements SmallFiles {
  /** A file lock belongs to the whole JVM, so its threads need one of their own. */
  private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private static final String LOCK = ".lock";
  private static final Set<PosixFilePermission> ALL =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  @Override
  public Set<String> names(String folder) throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    return names;
  }

  @Override
  public Map<String, byte[]> read(Collection<String> files) throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    for (String file : files) {
      try {
        contents.put(file, Files.readAllBytes(root.resolve(file)));
      } catch (NoSuchFileException e) {
        // Not there: the caller sees that it is not in the map.
      }
    }
    return contents;
  }

  @Override
  public void create(Map<String, byte[]> files) throws IOException {
    put(files, false);
  }

  @Override
  public void replace(Map<String, byte[]> files) throws IOException {
    put(files, true);
  }

  private void put(Map<String, byte[]> files, boolean again) throws IOException {
    Map<Path, Path> places = new LinkedHashMap<>();
    Set<Path> folders = new HashSet<>();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path place = root.resolve(file.getKey());
        if (!again && Files.exists(place)) {
          throw new FileAlreadyExistsException(file.getKey());
        }
        if (folders.add(place.resolveSibling("").normalize())) {
          LocalFiles.createFolders(place.resolveSibling("").normalize());
        }
        Path beside = LocalFiles.beside(place);
        places.put(beside, place);
        LocalFiles.write(beside, file.getValue());
      }
      Together.forEach(places.keySet(), LocalFiles::sync);
      for (Map.Entry<Path, Path> place : places.entrySet()) {
        Files.move(place.getKey(), place.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path beside : places.keySet()) {
        Files.deleteIfExists(beside);
      }
    }
    // The folders may be new, too.
    folders.add(root);
    for (Path folder : folders) {
      LocalFiles.syncFolder(folder);
    }
  }

  @Override
  public void delete(Collection<String> files) throws IOException {
    Set<Path> folders = new HashSet<>();
    for (String file : files) {
      Path place = root.resolve(file);
      if (Files.deleteIfExists(place)) {
        folders.add(place.resolveSibling("").normalize());
      }
    }
    for (Path folder : folders) {
      LocalFiles.syncFolder(folder);
    }
  }

  @Override
  public void sweep(String folder) throws IOException {
    for (String name : names(folder)) {
      if (LocalFiles.isLeftOver(name)) {
        Files.deleteIfExists(root.resolve(folder).resolve(name));
      }
    }
  }

  @Override
  public boolean isOpenToAll() throws IOException {
    return Files.exists(root)
        && LocalFiles.isPosix(root)
        && !Collections.disjoint(Files.getPosixFilePermissions(root), ALL);
  }

  @Override
  public <T> T alone(Work<T> work) throws IOException {
    LocalFiles.createFolders(root);
    ReentrantLock threads = THREADS.computeIfAbsent(root.toRealPath(), p -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel =
            FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("lock");
      }
      return work.run();
    } finally {
      threads.unlock();
    }
  }
}
