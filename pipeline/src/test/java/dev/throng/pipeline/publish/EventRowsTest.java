package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.schemas.StoredEvent;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EventRowsTest {
  private static final Set<String> MADE =
      Set.of("event_time", "purposes", "residence_region", "price_bucket", "replayed");

  @Test
  void fieldsOfOneNameAreTheSameAndNoHashIsStored() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    EventRows rows = new EventRows();
    for (int i = 0; i < 100; i++) {
      PseudonymousEvent event = event(random);
      StoredEvent row = rows.row(new ConsentedEvent(event, random.nextInt(32)));
      for (Schema.Field field : StoredEvent.getClassSchema().getFields()) {
        if (!MADE.contains(field.name())) {
          assertEquals(event.get(field.name()), row.get(field.pos()), field.name() + seed);
        }
      }
    }
    Set<String> stored = new HashSet<>();
    StoredEvent.getClassSchema().getFields().forEach(field -> stored.add(field.name()));
    for (String never : List.of("person_hash", "device_hash", "price", "health_data", "granted")) {
      assertEquals(false, stored.contains(never), never);
    }
  }

  @Test
  void whatIsMadeForStoring() {
    PseudonymousEvent event = event(new Random(1));
    event.setEventTime(1_780_272_059_999L);
    event.setPrice(1_234_500L);
    event.setResidence("FR");
    EventRows rows = new EventRows();
    StoredEvent row = rows.row(new ConsentedEvent(event, 1 | 4));
    assertEquals(1_780_272_000_000L, row.getEventTime());
    assertEquals("100-200", row.getPriceBucket());
    assertEquals("EEA", row.getResidenceRegion());
    assertEquals(List.of("statistical", "marketing"), row.getPurposes());
    assertNull(row.getReplayed());
    assertEquals(true, EventRows.ofReplay().row(new ConsentedEvent(event, 1)).getReplayed());
    event.setEventTime(-1L);
    event.setPrice(null);
    event.setResidence(null);
    row = rows.row(new ConsentedEvent(event, 1));
    assertEquals(-60_000L, row.getEventTime());
    assertNull(row.getPriceBucket());
    assertNull(row.getResidenceRegion());
  }

  @Test
  void aPriceStandsInTheBucketThatItsDigitsName() {
    assertEquals("0", PriceBuckets.of(0));
    assertEquals("<0", PriceBuckets.of(-1));
    assertEquals("<0", PriceBuckets.of(Long.MIN_VALUE));
    assertEquals("0.0001-0.0002", PriceBuckets.of(1));
    assertEquals("0.5-1", PriceBuckets.of(9_999));
    assertEquals("1-2", PriceBuckets.of(10_000));
    assertEquals("1-2", PriceBuckets.of(19_999));
    assertEquals("2-5", PriceBuckets.of(20_000));
    assertEquals("5-10", PriceBuckets.of(50_000));
    assertEquals("500000000000000-1000000000000000", PriceBuckets.of(Long.MAX_VALUE));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long price = (random.nextLong() >>> (1 + random.nextInt(62))) + 1;
      assertEquals(byDigits(price), PriceBuckets.of(price), price + ", seed " + seed);
    }
  }

  private static String byDigits(long price) {
    String digits = Long.toString(price);
    int first = digits.charAt(0) - '0';
    int low = first >= 5 ? 5 : first >= 2 ? 2 : 1;
    int high = first >= 5 ? 10 : first >= 2 ? 5 : 2;
    return units(low, digits.length() - 1) + "-" + units(high, digits.length() - 1);
  }

  private static String units(int step, int power) {
    BigDecimal units = new BigDecimal(step + "E" + (power - 4));
    return units.stripTrailingZeros().toPlainString();
  }

  /** By the countries' names: the 27 members of the EU, three more of the EEA, and P25's own. */
  @Test
  void theEeaIsThatOfThePolicy() {
    Set<String> names =
        Set.of(
            "Austria",
            "Belgium",
            "Bulgaria",
            "Croatia",
            "Cyprus",
            "Czechia",
            "Denmark",
            "Estonia",
            "Finland",
            "France",
            "Germany",
            "Greece",
            "Hungary",
            "Ireland",
            "Italy",
            "Latvia",
            "Lithuania",
            "Luxembourg",
            "Malta",
            "Netherlands",
            "Poland",
            "Portugal",
            "Romania",
            "Slovakia",
            "Slovenia",
            "Spain",
            "Sweden",
            "Iceland",
            "Liechtenstein",
            "Norway",
            "United Kingdom",
            "Åland Islands",
            "French Guiana",
            "Guadeloupe",
            "St. Martin",
            "Martinique",
            "Réunion",
            "Mayotte");
    Set<String> eea = new TreeSet<>();
    for (String country : Locale.getISOCountries()) {
      String region = TransferRegion.of(country);
      if (region.equals("EEA")) {
        eea.add(new Locale("", country).getDisplayCountry(Locale.ENGLISH));
      } else {
        assertEquals(country, region);
      }
    }
    assertEquals(new TreeSet<>(names), eea);
    assertEquals("CH", TransferRegion.of("CH"));
  }

  private static PseudonymousEvent event(Random random) {
    PseudonymousEvent event = new PseudonymousEvent();
    for (Schema.Field field : PseudonymousEvent.getClassSchema().getFields()) {
      if (!field.schema().isNullable() || random.nextInt(3) > 0) {
        event.put(field.pos(), value(field.schema(), random));
      }
    }
    return event;
  }

  private static Object value(Schema schema, Random random) {
    return switch (schema.getType()) {
      case UNION -> value(schema.getTypes().get(1), random);
      case STRING -> Samples.text(random);
      case LONG -> random.nextLong();
      case INT -> random.nextInt(32);
      case BOOLEAN -> random.nextBoolean();
      case FIXED -> new JoinKey(new byte[16]); // Of which no row knows anything.
      case MAP -> Map.of("k", Samples.text(random));
      default -> throw new IllegalStateException(schema.getType().toString());
    };
  }
}
