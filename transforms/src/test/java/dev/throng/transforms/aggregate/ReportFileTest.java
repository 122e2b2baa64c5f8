package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.settings.PrivacyException;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ReportFileTest {
  private static final String GOOD =
      """
      reports:
        - name: by_city
          purpose: statistical
          audience: internal
          recipient: "marketing team"
          window: 1d
          where:
            event_type: [page_view, order]
            robot: false
          dimensions: [country, city, currency]
          measures: [events, sum(price)]
          rollups: [[country], []]
          release: {at_least: 20}
      """;

  /** P13: a privacy rule refuses, which is not the same as a slip of the pen. */
  @Test
  void thirdPartiesNeedNoise() {
    PrivacyException refused =
        assertThrows(
            PrivacyException.class,
            () -> ReportFile.parse("my.yaml", GOOD.replace("internal", "third_party")));
    assertEquals(
        "my.yaml:13:15: 'reports[0].release.at_least' does not protect against third parties, who may"
            + " know others in the data: say {epsilon: ..., delta: ...} instead",
        refused.getMessage());
  }

  @Test
  void readsAReport() {
    assertEquals(
        List.of(
            new Report(
                "by_city",
                Purpose.STATISTICAL,
                Audience.INTERNAL,
                "marketing team",
                Duration.ofDays(1),
                Map.of("event_type", List.of("page_view", "order"), "robot", List.of("false")),
                List.of("country", "city", "currency"),
                List.of("events", "sum(price)"),
                List.of(List.of("country"), List.of()),
                new Release.AtLeast(20, null))),
        ReportFile.parse("r.yaml", GOOD));
    assertEquals(
        List.of("events", "sum_price"),
        ReportFile.parse("r.yaml", GOOD).get(0).resolvedMeasures().stream()
            .map(Measure::column)
            .toList());
  }

  private static final String NOISED =
      """
      reports:
        - name: visits
          purpose: statistical
          audience: third_party
          recipient: everybody
          window: 1d
          dimensions: [country, currency]
          measures: [events, unique_people, open_rate, sum(price)]
          rollups: [[]]
          release:
            epsilon: 1.5
            delta: 1e-9
            groups_per_person: 4
            events_per_group: 10
            unit: company
            groups: [[DE, EUR], [FR, (unknown)]]
            clamps: {sum(price): [-5, 500.25]}
            noise: gaussian
            selection: threshold
            contributions: most_recent
            share: {people: 2, price: 0.5}
      """;

  @Test
  void readsAReportForThirdParties() {
    assertEquals(
        new Release.Noised(
            new BigDecimal("1.5"),
            new BigDecimal("1e-9"),
            Release.Unit.COMPANY,
            4,
            10,
            0,
            List.of(List.of("DE", "EUR"), List.of("FR", "(unknown)")),
            Map.of(Amount.PRICE, new Release.Clamp(-50_000, 5_002_500)),
            "gaussian",
            "threshold",
            Release.Contributing.MOST_RECENT,
            Map.of("people", new BigDecimal("2"), "price", new BigDecimal("0.5"))),
        ReportFile.parse("n.yaml", NOISED).get(0).noised());
  }

  private static final String SESSIONS =
      """
      reports:
        - name: visits
          purpose: statistical
          audience: third_party
          recipient: them
          window: 1d
          measures: [sessions, pages_per_session, average_session_seconds]
          release:
            epsilon: 1
            sessions_per_group: 3
            clamps: {pages_per_session: [0, 20], average_session_seconds: [0, 1800.5]}
      """;

  @Test
  void readsSessionsForThirdParties() {
    Release.Noised noised = ReportFile.parse("s.yaml", SESSIONS).get(0).noised();
    assertEquals(3, noised.sessionsPerGroup());
    assertEquals(
        Map.of(
            Amount.PAGES, new Release.Clamp(0, 20),
            Amount.SECONDS, new Release.Clamp(0, 1_800_500)),
        noised.clamps());
    String[][] cases = {
      {
        "      sessions_per_group: 3\n", "", "9: 'reports[0].release.sessions_per_group' is missing"
      },
      {
        "pages_per_session: [0, 20], ",
        "",
        "11: 'reports[0].release.clamps' must say what one session adds to pages_per_session of a group at least and at most, as in {pages_per_session: [0, 500]}"
      },
      {"[0, 20]", "[-1, 20]", "11: 'reports[0].release.clamps' holds what no session adds"},
    };
    for (String[] wrong : cases) {
      String yaml = SESSIONS.replace(wrong[0], wrong[1]);
      SettingsException fault =
          assertThrows(SettingsException.class, () -> ReportFile.parse("s.yaml", yaml), wrong[2]);
      String message = String.valueOf(fault.getMessage());
      assertEquals("s.yaml:" + wrong[2], message.replaceFirst("^(s.yaml:\\d+):\\d+", "$1"));
    }
  }

  private static final String BY_SELLER =
      """
      reports:
        - name: last_viewed
          purpose: share_with_sellers
          audience: third_party
          recipient: each seller
          window: 1d
          dimensions: [seller, product]
          measures: [unique_people]
          rollups: [[seller]]
          release: {epsilon: 1, delta: 1e-9, groups_per_person: 5}
      """;

  /** P11: a seller's rows are for that seller only, and only by who lets sellers know. */
  @Test
  void aReportBySellerIsForSellers() {
    assertTrue(ReportFile.parse("s.yaml", BY_SELLER).get(0).isBySeller());
    String[][] cases = {
      {"share_with_sellers", "statistical", "its purpose share_with_sellers"},
      {"[seller, product]", "[product, seller]", "seller as its first dimension"},
      {"[[seller]]", "[[]]", "seller as its first dimension and in each rollup"},
      {"[[seller]]", "[[product]]", "seller as its first dimension and in each rollup"},
      {"_person: 5", "_person: 5, groups: [[S1, P1]]", "lists no groups"},
    };
    for (String[] each : cases) {
      SettingsException fault =
          assertThrows(
              SettingsException.class,
              () -> ReportFile.parse("s.yaml", BY_SELLER.replace(each[0], each[1])));
      assertTrue(
          fault.getMessage() != null && fault.getMessage().contains("7:5: 'reports[0].dimensions'"),
          fault.getMessage());
      assertTrue(fault.getMessage().contains(each[2]), fault.getMessage());
    }
    String inside =
        BY_SELLER
            .replace("third_party", "internal")
            .replace("{epsilon: 1, delta: 1e-9, groups_per_person: 5}", "{at_least: 20}");
    assertThrows(SettingsException.class, () -> ReportFile.parse("s.yaml", inside));
  }

  @Test
  void saysWhatIsWrongWithNoiseAndWhere() {
    String[][] cases = {
      {
        "epsilon: 1.5",
        "epsilon: much",
        "11: 'reports[0].release.epsilon' must be a number such as 0.5 or 1e-9, not 'much'"
      },
      {"      epsilon: 1.5\n", "", "11: 'reports[0].release.epsilon' is missing"},
      {
        "groups_per_person: 4",
        "groups_per_person: 0",
        "13: 'reports[0].release.groups_per_person' must be 1 or more"
      },
      {"      groups_per_person: 4\n", "", "11: 'reports[0].release.groups_per_person' is missing"},
      {"      events_per_group: 10\n", "", "11: 'reports[0].release.events_per_group' is missing"},
      {
        "unit: company",
        "unit: compny",
        "15: 'reports[0].release.unit' must be one of person, company, not 'compny'; did you mean 'company'?"
      },
      {
        "[FR, (unknown)]",
        "[FR]",
        "16: 'reports[0].release.groups' holds [FR], which needs a value for each of [country, currency]"
      },
      {
        "{sum(price): [-5, 500.25]}",
        "{sum(quantity): [0, 1]}",
        "17: 'reports[0].release.clamps' must say what one person adds to sum(price) of a group at least and at most, as in {sum(price): [0, 500]}"
      },
      {
        "500.25",
        "500.25001",
        "17: 'reports[0].release.clamps' '500.25001' is too large, or has more than 4 decimals"
      },
      {
        "noise: gaussian",
        "noise: gausian",
        "18: 'reports[0].release.noise' must be one of laplace, gaussian, not 'gausian'; did you mean 'gaussian'?"
      },
      {
        "open_rate,",
        "unique_users,",
        "8: 'reports[0].measures' 'unique_users' cannot be noised; what can is events, conversions, unique_people, open_rate, sum(price), sum(quantity), sum(search_results), sessions, pages_per_session, average_session_seconds, bounce_rate, conversion_rate"
      },
      {
        "open_rate,",
        "bounce_rate,",
        "8: 'reports[0].measures' holds sessions and a sum: with noise that is two reports"
      },
      {"share:", "shares:", "21: unknown key 'reports[0].release.shares'; did you mean 'share'?"},
    };
    for (String[] wrong : cases) {
      String yaml = NOISED.replace(wrong[0], wrong[1]);
      SettingsException fault =
          assertThrows(SettingsException.class, () -> ReportFile.parse("n.yaml", yaml), wrong[1]);
      assertEquals("n.yaml:" + wrong[2], withoutColumn(fault));
    }
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    String[][] cases = {
      {
        "name: by_city",
        "name: By-City",
        "2: 'reports[0].name' must be at most 63 small letters, digits and _, a letter first, not 'By-City'"
      },
      {"    purpose: statistical\n", "", "2: 'reports[0].purpose' is missing"},
      {
        "statistical",
        "statistica",
        "3: 'reports[0].purpose' must be one of statistical, personalisation, marketing, share_with_sellers, research, not 'statistica'; did you mean 'statistical'?"
      },
      {"\"marketing team\"", "\" \"", "5: 'reports[0].recipient' must say who gets the report"},
      {"window: 1d", "window: 90s", "6: 'reports[0].window' must be whole minutes, at most 366d"},
      {"window: 1d", "window: 367d", "6: 'reports[0].window' must be whole minutes, at most 366d"},
      {"window: 1d", "window: 0m", "6: 'reports[0].window' must be whole minutes, at most 366d"},
      {"window: 1d", "windows: 1d", "2: 'reports[0].window' is missing"},
      {
        "robot: false",
        "robots: false",
        "9: 'reports[0].where.robots' 'robots' is no dimension; did you mean 'robot'?"
      },
      {"robot: false", "robot: []", "9: 'reports[0].where.robot' must name at least one value"},
      {
        "robot: false",
        "city: [(other)]",
        "9: 'reports[0].where.city' holds '(other)'; a literal bracket at the start is written \\("
      },
      {
        "[country, city,",
        "[country, cty,",
        "10: 'reports[0].dimensions' 'cty' is no dimension; did you mean 'city'?"
      },
      {
        "[country, city,",
        "[country, person_hash,",
        "10: 'reports[0].dimensions' 'person_hash' is no field that may group people"
      },
      {
        "[country, city,",
        "[country, network,",
        "10: 'reports[0].dimensions' 'network' is no field that may group people"
      },
      {
        "[country, city,", "[country, country,", "10: 'reports[0].dimensions' names 'country' twice"
      },
      {
        "[events, sum(price)]",
        "[event, sum(price)]",
        "11: 'reports[0].measures' 'event' is no measure; did you mean 'events'?"
      },
      {
        "[events, sum(price)]",
        "[events, sum(city)]",
        "11: 'reports[0].measures' 'sum(city)': a sum needs an amount: price, quantity or search_results"
      },
      {"[events, sum(price)]", "[]", "11: 'reports[0].measures' must name at least one measure"},
      {
        "city, currency]",
        "city]",
        "11: 'reports[0].measures' holds sum(price), which needs currency as a dimension, or one in 'where'"
      },
      {
        "[[country], []]",
        "[[cities]]",
        "12: 'reports[0].rollups' holds [cities], which must be some of the dimensions and not all"
      },
      {
        "[[country], []]",
        "[[city, city]]",
        "12: 'reports[0].rollups' holds [city, city], which names a dimension twice"
      },
      {
        "[[country], []]",
        "[[currency, city], [city, currency]]",
        "12: 'reports[0].rollups' holds [city, currency] twice"
      },
      {"[[country], []]", "[[], []]", "12: 'reports[0].rollups' holds [] twice"},
      {
        "[[country], []]",
        "[[country, city, currency]]",
        "12: 'reports[0].rollups' holds [country, city, currency], which must be some of the dimensions and not all"
      },
      {"at_least: 20", "at_least: 1", "13: 'reports[0].release.at_least' must be 2 to 4096, not 1"},
      {
        "at_least: 20",
        "at_least: 4097",
        "13: 'reports[0].release.at_least' must be 2 to 4096, not 4097"
      },
      {
        "at_least: 20",
        "at_least: few",
        "13: 'reports[0].release.at_least' must be a whole number, not 'few'"
      },
      {
        "at_least: 20",
        "epsilon: 1.0",
        "13: 'reports[0].release.epsilon' is for third parties; an internal report says at_least"
      },
      {"at_least: 20", "at_leased: 20", "13: 'reports[0].release.at_least' is missing"},
      {
        "    release: {at_least: 20}\n",
        "",
        "2: 'reports[0].release' is missing: say {at_least: 20}, or {epsilon: ..., delta: ...}"
      },
      {
        "    rollups:",
        "    rollup:",
        "12: unknown key 'reports[0].rollup'; did you mean 'rollups'?"
      },
    };
    for (String[] wrong : cases) {
      String yaml = GOOD.replace(wrong[0], wrong[1]);
      SettingsException e =
          assertThrows(SettingsException.class, () -> ReportFile.parse("r.yaml", yaml), yaml);
      assertEquals("r.yaml:" + wrong[2], withoutColumn(e), yaml);
    }
  }

  @Test
  void namesAreUniqueAndThereIsAReport() {
    String twice = GOOD + GOOD.substring(GOOD.indexOf('\n') + 1);
    assertEquals(
        "r.yaml:14:5: 'name' is the name of an earlier report too",
        assertThrows(SettingsException.class, () -> ReportFile.parse("r.yaml", twice))
            .getMessage()
            .replace("reports[1].", ""));
    assertThrows(SettingsException.class, () -> ReportFile.parse("r.yaml", "reports: []"));
  }

  @Test
  void oneCurrencyInWhereWillDo() {
    String one = GOOD.replace("city, currency]", "city]").replace("robot: false", "currency: EUR");
    assertEquals(1, ReportFile.parse("r.yaml", one).size());
    String two = one.replace("currency: EUR", "currency: [EUR, USD]");
    assertThrows(SettingsException.class, () -> ReportFile.parse("r.yaml", two));
  }

  /**
   * A new field of the event has to be put on one of the two lists here, by someone who thought.
   */
  @Test
  void everyFieldOfTheEventIsADimensionOrKnownNotToBe() {
    List<String> never =
        List.of(
            "event_time",
            "epoch",
            "event",
            "device",
            "cookie",
            "user",
            "company",
            "seller",
            "order",
            "person_hash",
            "device_hash",
            "cookie_hash",
            "user_hash",
            "company_hash",
            "join_device",
            "join_cookie",
            "join_user",
            "join_company",
            "day_bound",
            "granted",
            "refused",
            "objected",
            "gpc",
            "outdated",
            "minor",
            "health_data",
            "explicit_consent",
            "network",
            "quantity",
            "price",
            "search_results");
    List<String> fields = new ArrayList<>();
    for (Schema.Field field : PseudonymousEvent.getClassSchema().getFields()) {
      fields.add(field.name());
    }
    List<String> known = new ArrayList<>(never);
    known.addAll(Dimension.COARSE);
    known.add("properties");
    assertEquals(fields.stream().sorted().toList(), known.stream().sorted().toList());
    never.forEach(
        name -> assertThrows(IllegalArgumentException.class, () -> Dimension.named(name), name));
  }

  @Test
  void theShippedFileReadsAndTravels() throws IOException, ClassNotFoundException {
    List<Report> shipped = ReportFile.shipped();
    assertTrue(shipped.size() >= 15);
    for (Report report : shipped) {
      assertTrue(report.atLeast() >= 20, report.name());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayList<>(shipped));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(shipped, in.readObject());
    }
  }

  /** P4: browsers, systems, hardware, pages viewed, number of sessions, unique visitors. */
  @Test
  void theShippedFileCoversVisitsP4() {
    assertShipped("statistical", "browser", "unique_people", List.of("page_view", "search"));
    assertShipped("statistical", "os", "unique_people", List.of("page_view"));
    assertShipped("statistical", "device_class", "unique_devices", List.of("page_view"));
    assertShipped("statistical", "device_brand", "events", List.of("page_view"));
    assertShipped("statistical", "path", "events", List.of("page_view", "product_view"));
    assertShipped("statistical", "device_class", "sessions", List.of("page_view"));
    assertShipped("statistical", "city", "unique_people", List.of("page_view"));
  }

  /** P5: products, prices, deliveries, disputes and complaints, posts and messages, by kind. */
  @Test
  void theShippedFileCoversActivitiesP5() {
    List<String> activities =
        List.of("inquiry", "payment", "delivery", "dispute", "complaint", "message");
    assertShipped("statistical", "event_type", "events", activities);
    assertShipped("statistical", "category", "events", activities);
    assertShipped("statistical", "currency", "sum(price)", List.of("order"));
    assertShipped("statistical", "dispute_kind", "events", List.of("dispute", "complaint"));
  }

  /** P9: live streams, trade shows, reviews, and the name of the sign-in provider. */
  @Test
  void theShippedFileCoversLiveAndSocialP9() {
    List<String> live = List.of("live_view", "trade_show", "review");
    assertShipped("statistical", "event_type", "events", live);
    assertShipped("statistical", "sign_in", "events", List.of("sign_in", "sign_up"));
  }

  /** P17: open rates and conversions by campaign, under the marketing purpose. */
  @Test
  void theShippedFileCoversCampaignsP17() {
    List<String> emails = List.of("email_sent", "email_open");
    assertShipped("marketing", "campaign_name", "open_rate", emails);
    assertShipped("marketing", "campaign_name", "conversions", List.of("conversion", "order"));
  }

  /** There is a report of that purpose, by that dimension, that measures all these types. */
  private static void assertShipped(
      String purpose, String dimension, String measure, List<String> types) {
    assertTrue(
        ReportFile.shipped().stream()
            .filter(report -> report.purpose().label().equals(purpose))
            .filter(report -> report.dimensions().contains(dimension))
            .filter(report -> report.measures().contains(measure))
            .anyMatch(
                report -> report.where().getOrDefault("event_type", types).containsAll(types)),
        purpose + ": " + measure + " of " + types + " by " + dimension);
  }

  /** The lines are what is looked at. */
  private static String withoutColumn(Exception fault) {
    return fault.getMessage().replaceFirst(":[0-9]+: ", ": ");
  }
}
