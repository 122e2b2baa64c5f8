package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the guide is compiled as it stands there, and does what the guide says. */
class GuideTest {
  @TempDir Path folder;

  @Test
  void theExampleWorks() throws Exception {
    Mapping mapping = mapping(block("java"));
    byte[] record = block("json").strip().getBytes(StandardCharsets.UTF_8);
    Outcomes outcomes = new Outcomes();
    mapping.json(ParseSettings.standard()).decode(record, 0, record.length, outcomes);
    assertEquals(List.of(block("").strip()), outcomes.all);
    assertEquals(1, outcomes.unknown);
    assertEquals(
        List.of("who.mail"),
        mapping.rows().stream()
            .filter(row -> row.targets().isEmpty())
            .map(Mapping.Row::source)
            .toList());
  }

  /** The text between fences of that language. */
  private static String block(String language) throws IOException {
    String guide = Files.readString(Path.of("WRITE-A-FORMAT.md"));
    Matcher block = Pattern.compile("(?s)(?:^|\n\n)```" + language + "\n(.*?)```\n").matcher(guide);
    assertTrue(block.find(), language);
    return block.group(1);
  }

  private Mapping mapping(String source) throws Exception {
    Path file = folder.resolve("AcmeShop.java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-d",
                    folder.toString(),
                    "-proc:none",
                    "-Xlint:all,-processing,-classfile,-path",
                    "-classpath",
                    System.getProperty("java.class.path")),
                null,
                compiler
                    .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                    .getJavaFileObjects(file))
            .call();
    assertTrue(compiled, said.toString());
    // Of the very package, as a file beside the others would be.
    byte[] bytes = Files.readAllBytes(folder.resolve("dev/throng/transforms/parse/AcmeShop.class"));
    Class<?> example =
        MethodHandles.privateLookupIn(Format.class, MethodHandles.lookup()).defineClass(bytes);
    return (Mapping) example.getDeclaredField("MAPPING").get(null);
  }
}
