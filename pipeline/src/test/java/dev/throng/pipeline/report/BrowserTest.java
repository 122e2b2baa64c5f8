package dev.throng.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, where there is one. */
class BrowserTest {
  private static final String HEAD = "window_start,window_end,country,";
  private static final String NOISY =
      "unique_people,unique_people_error,unique_people_low,unique_people_high,unique_people_draw";
  private static final String DAY = "2026-06-01T00:00:00Z,2026-06-02T00:00:00Z,";
  private static final String PLANTED = "/</script><img src=x onerror=\"document.title='run'\">";

  @TempDir Path folder;

  @Test
  void everyChartIsDrawn() throws IOException, InterruptedException {
    assumeTrue(onPath("chromium"), "no chromium on the path");
    file("noisy/2026-06-01.csv", HEAD + NOISY + "\n" + DAY + "DE,100,3.5,93,107,100\n");
    file("noisy/2026-06-02.csv", HEAD + NOISY + "\n");
    file(
        "pages/2026-06-01.csv",
        "window_start,window_end,path,events\n"
            + DAY
            + "(other),50\n"
            + DAY
            + '"'
            + PLANTED.replace("\"", "\"\"")
            + "\",21\n");
    Path page = folder.resolve("report.html");
    Files.write(page, ReportPage.of(folder));
    String dom = dom(page);
    assertTrue(dom.contains("data-drawn=\"yes\""), dom);
    assertFalse(dom.contains("class=\"error\""), dom);
    assertEquals(2, count(dom, "<svg class=\"trend\""));
    assertEquals(2, count(dom, "<svg class=\"bars\""));
    // The day of the noisy report, in its trend and in its bars.
    assertEquals(2, count(dom, "<path class=\"whisker\""));
    assertEquals(1, count(dom, "<rect class=\"bar apart\""));
    assertEquals(1, count(dom, "1 of 2 windows: too few people"));
    assertFalse(dom.contains("<img"), dom);
    assertFalse(dom.contains("<title>run"), dom);
    assertTrue(dom.contains("&lt;/script&gt;&lt;img src=x onerror="), dom);
  }

  private static int count(String text, String part) {
    return (int) Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
  }

  private void file(String place, String text) throws IOException {
    Path file = folder.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String dom(Path page) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom.txt");
    Process browser =
        new ProcessBuilder(
                List.of(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--dump-dom",
                    page.toUri().toString()))
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(browser.waitFor(2, TimeUnit.MINUTES), "the browser does not end");
    } finally {
      browser.destroyForcibly();
    }
    return Files.readString(dom);
  }

  private static boolean onPath(String program) {
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(place, program))) {
        return true;
      }
    }
    return false;
  }
}
