package dev.throng.schemas;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** Schemas that must not pass. */
final class BrokenSchema {

  private BrokenSchema() {}

  static Path file(String name) {
    return Path.of("src/test/resources/dev/throng/schemas/broken", name + ".avsc");
  }

  static Schema read(String name) throws IOException {
    return new SchemaParser().parse(file(name)).mainSchema();
  }
}
