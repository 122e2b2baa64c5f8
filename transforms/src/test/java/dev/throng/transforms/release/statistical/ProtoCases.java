package dev.throng.transforms.release.statistical;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Test cases of google/differential-privacy in the text form of protocol buffers: of each case its
 * fields, the name of the message before them, in the order of the file. A field may come several
 * times.
 */
final class ProtoCases {
  private static final Pattern TOKEN =
      Pattern.compile("(\\w+)\\s*\\{|(\\w+):\\s*(\\[[^]]*\\]|\"[^\"]*\"|[^\\s{}]+)|\\}");

  private ProtoCases() {}

  static List<Map<String, List<String>>> read(String file, String message) {
    String text;
    try (InputStream in = ProtoCases.class.getResourceAsStream(file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)#.*$", "");
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
    List<Map<String, List<String>>> cases = new ArrayList<>();
    List<String> path = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      if (token.group(1) != null) {
        path.add(token.group(1));
        if (token.group(1).equals(message)) {
          cases.add(new LinkedHashMap<>());
        }
      } else if (token.group(2) == null) {
        path.remove(path.size() - 1);
      } else if (path.get(0).equals(message)) {
        String name =
            path.size() == 1 ? token.group(2) : path.get(path.size() - 1) + "." + token.group(2);
        cases
            .get(cases.size() - 1)
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(token.group(3).replace("\"", ""));
      }
    }
    return cases;
  }
}
