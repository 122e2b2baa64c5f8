package dev.throng.pipeline.publish;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON for people, with line feeds whatever the system. */
final class PrettyJson {
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private PrettyJson() {}

  static byte[] bytes(Object value) throws IOException {
    DefaultPrettyPrinter pretty =
        new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES);
    String json = JsonMapper.builder().build().writer(pretty).writeValueAsString(value);
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
