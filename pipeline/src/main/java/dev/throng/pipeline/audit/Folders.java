package dev.throng.pipeline.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files below the audited folders, in the order of their names. */
final class Folders {
  private final List<AuditedFile> files = new ArrayList<>();
  private final List<AuditedFile> unreadable = new ArrayList<>();

  /**
   * Walks local folders; links in them are not followed.
   *
   * @throws FileNotFoundException where one is missing, is no folder, or holds no file
   */
  static Folders of(List<Path> roots) throws IOException {
    Folders found = new Folders();
    for (int i = 0; i < roots.size(); i++) {
      if (!Files.isDirectory(roots.get(i))) {
        throw new FileNotFoundException(
            roots.get(i) + " is no folder: name the folder that a job writes its outputs to");
      }
      int before = found.files.size() + found.unreadable.size();
      found.walk(roots.get(i), i, roots.size() > 1);
      if (found.files.size() + found.unreadable.size() == before) {
        throw new FileNotFoundException(roots.get(i) + " holds no file: nothing can be said of it");
      }
    }
    found.files.sort(
        Comparator.comparingInt(AuditedFile::root).thenComparing(AuditedFile::relative));
    return found;
  }

  List<AuditedFile> files() {
    return files;
  }

  /** Folders and links that could not be looked into. */
  List<AuditedFile> unreadable() {
    return unreadable;
  }

  private void walk(Path root, int number, boolean several) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            (attributes.isRegularFile() ? files : unreadable).add(file(path));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure) {
            unreadable.add(file(path));
            return FileVisitResult.CONTINUE;
          }

          private AuditedFile file(Path path) {
            String relative = root.relativize(path).toString().replace('\\', '/');
            String place = several ? "(" + (number + 1) + ")/" + relative : relative;
            return new AuditedFile(path, number, IdentifierSearch.masked(place), relative);
          }
        });
  }
}
