package dev.throng.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assumeTrue(Chromium.isHere(), "no chromium on the path");
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
    String dom;
    try (Chromium chromium = Chromium.start(folder.resolve("profile"))) {
      chromium.open(page, 1_400);
      dom = chromium.value("document.documentElement.outerHTML").textValue();
      assertEquals(List.of(), chromium.complaints);
    }
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

  /** Two reports of two weeks, one of them by country. */
  private Path twoReports() throws IOException {
    for (int day = 1; day <= 14; day++) {
      String start = "2026-06-%02d".formatted(day);
      String window = start + "T00:00:00Z,2026-06-%02dT00:00:00Z,".formatted(day + 1);
      file(
          "places/" + start + ".csv",
          HEAD
              + "city,events,unique_people\n"
              + (window + "(all),(all),%d,80\n").formatted(100 + day)
              + (window + "DE,(all),%d,40\n").formatted(60 + day)
              + (window + "DE,Berlin,%d,40\n").formatted(60 + day)
              + window
              + "FR,(all),30,21\n"
              + window
              + "FR,(other),30,21\n"
              + window
              + "(other),(all),10,22\n"
              + window
              + "(other),(other),10,22\n");
      file(
          "mails/" + start + ".csv",
          "window_start,window_end,campaign_name,events,unique_people,open_rate\n"
              + (day == 3 ? "" : window + "spring,50,30,0.400000\n" + window + "(other),9,20,\n"));
    }
    Path page = folder.resolve("report.html");
    Files.write(page, ReportPage.of(folder));
    return page;
  }

  @Test
  void filtersAndChoicesWorkAndPicturesAreTaken() throws IOException, InterruptedException {
    assumeTrue(Chromium.isHere(), "no chromium on the path");
    Path page = twoReports();
    Path pictures = Files.createDirectories(Path.of("target/pictures"));
    try (Chromium chromium = Chromium.start(folder.resolve("profile"))) {
      for (int width : List.of(1_400, 400)) {
        chromium.open(page, width);
        assertEquals(2, number(chromium, "#reports section"));
        assertEquals(2, number(chromium, "svg.trend path.s0"));
        assertEquals(2, number(chromium, "svg.bars"));
        assertEquals(2, number(chromium, "#overview .cards li"));
        assertEquals(1, number(chromium, "svg.map"));
        // Germany and France have a colour, no other country has.
        assertEquals(2, number(chromium, "svg.map path[class*=shade]"));
        assertEquals(
            "Germany: 74",
            chromium.value("document.querySelector('svg.map path.shade5').textContent").asText());
        assertTrue(text(chromium, "#reports").contains("Not on the map: (other) 10."));
        assertTrue(text(chromium, "#overview").contains("+6.5 % in a week"));
        assertTrue(
            chromium.value("document.documentElement.scrollWidth").asInt() <= width,
            "the page is wider than its window of " + width);
        chromium.picture(pictures.resolve("report-" + width + ".png"));
      }
      choose(chromium, "#pick", "mails");
      assertEquals(1, number(chromium, "#reports section"));
      assertEquals(1, number(chromium, "#overview .cards li"));
      choose(chromium, "#pick", "");
      choose(chromium, "#from", "2026-06-13");
      assertEquals(
          2,
          number(
              chromium,
              "#reports section:first-child .choices select:last-of-type option[value^='2026']"));
      assertFalse(text(chromium, "#overview").contains("in a week"), "a week before is left out");
      chromium.value("document.querySelector('#everything').click()");
      assertEquals(14, number(chromium, "#reports section:first-child option[value^='2026']"));
      // Another measure draws anew and keeps the place of the keyboard.
      choose(chromium, "#reports section:first-child .choices select", "unique_people");
      assertTrue(text(chromium, "#reports").contains("Unique people over time"));
      chromium.value("document.querySelector('#reports button').click()");
      assertEquals(
          "The window is copied as CSV",
          chromium
              .value(
                  "new Promise(done => { const said = document.querySelector('#said');"
                      + " const look = () => said.textContent ? done(said.textContent) :"
                      + " setTimeout(look, 20); look(); })")
              .asText());
      assertEquals(List.of(), chromium.complaints);
    }
  }

  private static int number(Chromium chromium, String selector) {
    return chromium.value("document.querySelectorAll(\"" + selector + "\").length").asInt();
  }

  private static String text(Chromium chromium, String selector) {
    return chromium.value("document.querySelector(\"" + selector + "\").textContent").asText();
  }

  private static void choose(Chromium chromium, String selector, String value) {
    chromium.value(
        "(() => { const box = document.querySelector(\"%s\"); box.value = '%s'; box.dispatchEvent(new Event('change')); })()"
            .formatted(selector, value));
  }
}
