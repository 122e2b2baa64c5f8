package dev.throng.transforms.consent.signal;

import static dev.throng.transforms.consent.signal.Mapped.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import com.iabtcf.decoder.TCString;
import com.iabtcf.encoder.PublisherRestrictionEntry;
import com.iabtcf.encoder.TCStringEncoder;
import com.iabtcf.utils.BitSetIntIterable;
import com.iabtcf.v2.RestrictionType;
import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcfDecoderTest {
  private static final TcfDecoder DECODER = new TcfDecoder(Mapped.TCF);
  private static final String NO = "-statistical -personalisation -marketing";
  private static final String MALFORMED = NO + " malformed_tcf";

  /** Sixteen strings that the IAB tests its own decoder with. */
  @Test
  void vectors() throws IOException {
    int strings = 0;
    for (JsonNode vector :
        new ObjectMapper()
            .readTree(Resources.toByteArray(Resources.getResource(getClass(), "tcf_v2.json")))) {
      JsonNode decoded = vector.path("decoded");
      Set<Integer> purposes = new TreeSet<>();
      decoded.path("PurposesConsent").forEach(purpose -> purposes.add(purpose.intValue()));
      Decoded word = DECODER.decode(vector.path("tcString").textValue());
      assertEquals(expected(purposes), said(word), vector.path("tcString").textValue());
      Instant created = Instant.parse(decoded.path("Created").textValue());
      Instant updated = Instant.parse(decoded.path("LastUpdated").textValue());
      assertEquals(
          (created.isAfter(updated) ? created : updated).toEpochMilli(),
          word.made(),
          vector.path("tcString").textValue());
      strings++;
    }
    assertEquals(16, strings);
  }

  @ParameterizedTest
  @CsvSource({
    "1 8 9, +statistical -personalisation -marketing",
    "1 8, -statistical -personalisation -marketing",
    "8 9, -statistical -personalisation -marketing",
    "1 5 6, +personalisation -statistical -marketing",
    "1 2 3 4 7, +marketing -statistical -personalisation",
    "1 2 3 4, -statistical -personalisation -marketing",
    "2 3 4 5 6 7 8 9 10 11, -statistical -personalisation -marketing",
    "1 2 3 4 5 6 7 8 9, +statistical +personalisation +marketing",
  })
  void aPurposeNeedsAllOfItsOwn(String purposes, String said) {
    int[] numbers = Set.of(purposes.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    String text = BitText.tcf(numbers).none().none().put(0, 12).text();
    assertEquals(said, said(DECODER.decode(text)));
  }

  /** Strings of the IAB's encoder: only consents to purposes count, whatever else is in them. */
  @Test
  void encodedStrings() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 1_500; i++) {
      Set<Integer> purposes = numbers(random, 24);
      if (random.nextBoolean()) {
        purposes.addAll(Set.of(1, 5, 6, 8, 9));
      }
      String text = encoded(random, purposes);
      assertEquals(expected(purposes), said(DECODER.decode(text)), "seed " + seed + ": " + text);
    }
  }

  static String encoded(Random random, Set<Integer> purposes) {
    TCStringEncoder.Builder builder =
        TCStringEncoder.newBuilder()
            .version(2)
            .created(Instant.ofEpochSecond(1_767_200_000))
            .lastUpdated(Instant.ofEpochSecond(1_767_200_000))
            .cmpId(random.nextInt(1000))
            .consentLanguage("DE")
            .publisherCC("FR")
            .tcfPolicyVersion(4)
            .purposeOneTreatment(random.nextBoolean())
            .isServiceSpecific(random.nextBoolean())
            .addPurposesConsent(BitSetIntIterable.from(purposes))
            .addPurposesLITransparency(BitSetIntIterable.from(numbers(random, 24)))
            .addVendorConsent(BitSetIntIterable.from(numbers(random, 1_700)))
            .addVendorLegitimateInterest(BitSetIntIterable.from(numbers(random, 300)));
    if (random.nextBoolean()) {
      builder
          .addDisclosedVendors(BitSetIntIterable.from(numbers(random, 1_700)))
          .addAllowedVendors(BitSetIntIterable.from(numbers(random, 50)));
    }
    if (random.nextBoolean()) {
      builder
          .addCustomPurposesConsent(2)
          .addPubPurposesConsent(BitSetIntIterable.from(numbers(random, 24)));
    }
    if (random.nextBoolean()) {
      builder.addPublisherRestrictionEntry(
          PublisherRestrictionEntry.newBuilder()
              .purposeId(1 + random.nextInt(10))
              .restrictionType(RestrictionType.NOT_ALLOWED)
              .addVendor(BitSetIntIterable.from(numbers(random, 900)))
              .build());
    }
    return builder.encode();
  }

  private static Set<Integer> numbers(Random random, int most) {
    Set<Integer> numbers = new TreeSet<>();
    double share = random.nextDouble();
    for (int number = 1; number <= most; number++) {
      if (random.nextDouble() < share) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static String expected(Set<Integer> purposes) {
    String yes = "";
    String no = "";
    String[] names = {"statistical", "personalisation", "marketing"};
    int[][] needed = {{1, 8, 9}, {1, 5, 6}, {1, 2, 3, 4, 7}};
    for (int i = 0; i < names.length; i++) {
      boolean all = true;
      for (int purpose : needed[i]) {
        all &= purposes.contains(purpose);
      }
      yes += all ? " +" + names[i] : "";
      no += all ? "" : " -" + names[i];
    }
    return (yes + no).strip();
  }

  /** Bad input, classes 45 to 50 and 52. */
  @Test
  void malformed() {
    String good = good();
    assertEquals("+statistical -personalisation -marketing", said(DECODER.decode(good)));
    for (String text :
        new String[] {
          "", // 45
          " ",
          "." + good,
          good + ".",
          good + "..YAAAAAAAAAAA",
          " " + good,
          good.replace('A', '!'), // 46
          good.substring(0, 20) + "+/" + good.substring(22),
          good + "\u0000",
          good.replace('A', '\u0410'),
          "undefined",
          "null",
          "BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA", // 48, the example of TCF v1.1
          BitText.core(1, 17_672_000_000L, 0xFFFFFF).none().none().put(0, 12).text(),
          BitText.core(3, 17_672_000_000L, 0xFFFFFF).none().none().put(0, 12).text(),
          core().vendors(65_535, 1, 65_535).none().put(0, 12).text(), // 49
          core().none().vendors(65_535, 1, 65_535).put(0, 12).text(),
          core().none().none().put(1, 12).put(1, 8).ranges(1, 65_535).text(),
          core().vendors(10, 1, 11).none().put(0, 12).text(),
          core().vendors(10, 0, 3).none().put(0, 12).text(),
          core().vendors(10, 7, 3).none().put(0, 12).text(), // 50
          core().none().none().put(1, 12).put(1, 8).ranges(7, 3).text(),
          good + "." + new BitText().put(1, 3).vendors(10, 7, 3).text(),
          good + "." + new BitText().put(1, 3).vendors(65_535, 1, 65_535).text(),
          good + "." + new BitText().put(5, 3).none().text(), // no such segment
          good + ".YAAAAAAAAAAA.YAAAAAAAAAAA", // twice
          "DBABMA~" + good, // 52
          "DBABLA~BVQqAAAAAgA.QA",
          "1YNN",
          "G111",
        }) {
      assertEquals(MALFORMED, said(DECODER.decode(text)), text);
    }
  }

  /** 47: a string cut anywhere says no, but for what is padding at its end. */
  @Test
  void cut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      String whole = encoded(random, Set.of(1, 8, 9)).replaceAll("[.].*", "");
      String said = said(DECODER.decode(whole));
      for (int length = 0; length < whole.length(); length++) {
        String cut = said(DECODER.decode(whole.substring(0, length)));
        boolean padding = whole.substring(length).matches("A{0,5}");
        assertTrue(cut.equals(MALFORMED) || (padding && cut.equals(said)), "seed " + seed);
      }
    }
    for (String segment : new String[] {"YAAAAAAAAAAA", "IBAgAAAgAIAwgAgAAAAEAAAACA"}) {
      assertEquals(
          "+statistical -personalisation -marketing", said(DECODER.decode(good() + "." + segment)));
      for (int length = 0; length < segment.length() - 3; length++) {
        String text = good() + "." + segment.substring(0, length);
        assertEquals(MALFORMED, said(DECODER.decode(text)), text);
      }
    }
  }

  /** Many ranges, each as wide as may be, in as long a text as is read. */
  @Test
  void rangesAreNotExpanded() {
    BitText core = core().none().none().put(900, 12);
    for (int i = 0; i < 900; i++) {
      core.put(1 + i % 10, 8).ranges(1, 8_192);
    }
    String text = core.text();
    assertTrue(text.length() > 0.9 * Decoder.LONGEST && text.length() <= Decoder.LONGEST);
    assertEquals("+statistical -personalisation -marketing", said(DECODER.decode(text)));
    assertEquals(MALFORMED, said(DECODER.decode(text + "A".repeat(Decoder.LONGEST))));
  }

  /** Whatever is changed in a string: nothing is thrown, and what is malformed grants nothing. */
  @Test
  void mutations() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int read = 0;
    int malformed = 0;
    for (int i = 0; i < 6_000; i++) {
      String text = Mutation.of(random, encoded(random, numbers(random, 24)));
      Decoded word = DECODER.decode(text);
      if (word.warning() != null) {
        malformed++;
        assertEquals(MALFORMED, said(word), "seed " + seed + ": " + text);
        assertEquals(0, word.granted());
      } else {
        read++;
        // The IAB's decoder, which expands everything, finds it sound too, and reads the same.
        BitSet purposes = new BitSet();
        TCString.decode(text).getPurposesConsent().forEach(purposes::set);
        Set<Integer> consents = new TreeSet<>();
        purposes.stream().forEach(consents::add);
        assertEquals(expected(consents), said(word), "seed " + seed + ": " + text);
      }
    }
    assertTrue(read > 500 && malformed > 500, read + " read, " + malformed + " malformed");
  }

  private static BitText core() {
    return BitText.tcf(1, 8, 9);
  }

  private static String good() {
    return core().vendors(30, 1, 3, 20, 30).none().put(0, 12).text();
  }
}
