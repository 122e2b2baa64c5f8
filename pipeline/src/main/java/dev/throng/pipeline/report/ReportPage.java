package dev.throng.pipeline.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.html.HtmlEscapers;
import com.google.common.io.ByteSource;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;

/**
 * One HTML file that shows a folder of aggregates: script, style and data are in it, and its
 * Content-Security-Policy lets nothing else run and nothing be fetched.
 */
public final class ReportPage {
  private static final List<String> SCRIPTS =
      List.of("words.js", "charts.js", "map.js", "section.js", "overview.js", "page.js");

  private ReportPage() {}

  /**
   * The page of a local folder.
   *
   * @param folder as a job's output {@code aggregates} names it, or a folder of such folders
   * @throws java.io.FileNotFoundException if it is no folder, or holds no table as CSV
   */
  public static byte[] of(Path folder) throws IOException {
    String title = folder.toAbsolutePath().normalize().toString();
    title = title.substring(title.lastIndexOf('/') + 1);
    return of(title, ResultFolder.read(folder));
  }

  /**
   * The page of files wherever they lie.
   *
   * @param title what they are of
   * @param files tables and manifests by their places, with {@code /}, as in {@code
   *     pages/2026-06-01.csv}; others are counted
   * @throws java.io.FileNotFoundException if none is a table as CSV
   */
  public static byte[] of(String title, SortedMap<String, ByteSource> files) throws IOException {
    return of(title, ResultFolder.of(title, title, files));
  }

  private static byte[] of(String title, ResultFolder folder) throws IOException {
    ObjectNode data = PageData.of(title, folder);
    if (folder.hasDimension("country")) {
      data.set("world", JsonMapper.builder().build().readTree(resource("world.json")));
    }
    return page(title, data).getBytes(StandardCharsets.UTF_8);
  }

  private static String page(String title, JsonNode data) throws IOException {
    String style = resource("page.css");
    String script = script();
    String template = resource("page.html");
    StringBuilder page = new StringBuilder(template.length() + style.length() + script.length());
    // One pass: what is put in is never looked at again, whatever it contains.
    int at = 0;
    for (int mark = template.indexOf("{{"); mark >= 0; mark = template.indexOf("{{", at)) {
      int end = template.indexOf("}}", mark);
      page.append(template, at, mark);
      String name = template.substring(mark + 2, end);
      page.append(
          switch (name) {
            case "title" -> HtmlEscapers.htmlEscaper().escape(title);
            case "style" -> style;
            case "script" -> script;
            case "style_hash" -> hash(style);
            case "script_hash" -> hash(script);
            case "data" -> island(data);
            default -> throw new IllegalStateException("The template has an unknown place.");
          });
      at = end + 2;
    }
    return page.append(template, at, template.length()).toString();
  }

  /** These characters stand in strings only, so that the escapes change no value. */
  private static String island(JsonNode data) {
    return data.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String hash(String text) {
    byte[] sum = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
  }

  /** One scope of all files, and no name outside of it. */
  private static String script() throws IOException {
    StringBuilder script = new StringBuilder("'use strict';\n(() => {\n");
    for (String part : SCRIPTS) {
      script.append(resource(part));
    }
    return script.append("})();\n").toString();
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(
        Resources.getResource(ReportPage.class, name), StandardCharsets.UTF_8);
  }
}
