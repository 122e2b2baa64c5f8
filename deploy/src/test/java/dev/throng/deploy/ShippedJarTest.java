package dev.throng.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What would make two builds of one source two jars is not in the jar: the time and the place of
 * the build. Skipped where nothing is packed yet; {@code mvnw verify} packs first.
 */
class ShippedJarTest {
  private static final Path JAR = Path.of(System.getProperty("throng.jar", "throng.jar"));

  /** What is written into the jar by our own build. */
  private static final List<String> OWN =
      List.of("dev/throng/", "META-INF/sbom/", "META-INF/throng/");

  private static final List<String> ATTRIBUTIONS = List.of("NOTICE", "LICENCES.md", "LICENSE");

  @BeforeAll
  static void packed() {
    assumeTrue(Files.exists(JAR), "nothing is packed");
  }

  @Test
  void whatIsOursHasTheTimeOfTheSource() throws IOException {
    LocalDateTime built =
        OffsetDateTime.parse(System.getProperty("throng.built"))
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toLocalDateTime();
    List<String> others = new ArrayList<>();
    int own = 0;
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : entries(jar)) {
        if (isOwn(entry)) {
          own++;
          if (!entry.getTimeLocal().equals(built)) {
            others.add(entry.getName() + " of " + entry.getTimeLocal());
          }
        }
      }
    }
    assertTrue(own > 500, own + " of our own");
    assertEquals(List.of(), others);
  }

  @Test
  void nothingOfOursTellsWhereItWasBuilt() throws IOException {
    Path root = JAR.toAbsolutePath().resolve("../../..").normalize();
    List<String> places =
        Stream.of("schemas", "transforms", "pipeline")
            .map(it -> root.resolve(it).toString())
            .toList();
    List<String> telling = new ArrayList<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : entries(jar)) {
        if (isOwn(entry) && !entry.isDirectory()) {
          try (InputStream in = jar.getInputStream(entry)) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (places.stream().anyMatch(content::contains)) {
              telling.add(entry.getName());
            }
          }
        }
      }
    }
    assertEquals(List.of(), telling);
  }

  @Test
  void theAttributionsAreInIt() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String name : ATTRIBUTIONS) {
        try (InputStream in = jar.getInputStream(jar.getEntry("META-INF/throng/" + name))) {
          Path source = JAR.resolveSibling("../../" + name);
          assertEquals(
              Files.readString(source), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static boolean isOwn(JarEntry entry) {
    return OWN.stream().anyMatch(entry.getName()::startsWith);
  }

  private static List<JarEntry> entries(JarFile jar) {
    List<JarEntry> entries = new ArrayList<>();
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      entries.add(all.nextElement());
    }
    return entries;
  }
}
