package dev.throng.transforms.consent.signal;

import static dev.throng.transforms.consent.signal.Mapped.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.Sections;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GppDecoderTest {
  private static final GppDecoder DECODER = new GppDecoder(Mapped.TCF, Mapped.GPP);
  private static final String NO = "-statistical -personalisation -marketing";
  private static final String ALL = NO + " -share_with_sellers -research";
  private static final String SOLD = "-marketing -share_with_sellers";
  private static final List<String> OPT_OUTS =
      List.of("SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut");
  private static final List<String> ADDITIONAL =
      List.of("PersonalDataConsents", "AdditionalDataProcessingConsent");

  /** Seven strings that the IAB tests its own decoder with; what they say, by their fields. */
  @Test
  void vectors() throws IOException {
    List<String> said = new ArrayList<>();
    for (JsonNode vector :
        new ObjectMapper()
            .readTree(Resources.toByteArray(Resources.getResource(getClass(), "gpp.json")))) {
      said.add(said(DECODER.decode(vector.path("gppString").textValue())));
    }
    assertEquals(
        List.of(
            "", // nothing applies
            ALL, // a known child
            "", // opted out of nothing
            NO, // European, all purposes unset
            "", // US Privacy, opted out of nothing
            NO,
            ALL + " unknown_gpp_section"), // every section up to 23, which is a later one
        said);
  }

  /** The last of them without section 23: European and Canadian purposes are unset. */
  @Test
  void everySectionThatIsKnown() throws IOException {
    JsonNode vectors =
        new ObjectMapper()
            .readTree(Resources.toByteArray(Resources.getResource(getClass(), "gpp.json")));
    String text = vectors.get(6).path("gppString").textValue();
    String upTo22 =
        new BitText()
            .put(3, 6)
            .put(1, 6)
            .put(2, 12)
            .put(0, 1)
            .fibonacci(2)
            .put(1, 1)
            .fibonacci(3)
            .fibonacci(17)
            .text();
    String known = upTo22 + text.substring(text.indexOf('~'), text.lastIndexOf('~'));
    assertEquals(NO, said(DECODER.decode(known)));
    assertEquals(ALL + " malformed_gpp", said(DECODER.decode(known + "~")));
  }

  @ParameterizedTest
  @CsvSource({
    "1YNN, ''",
    "1YYN, -marketing -share_with_sellers",
    "1---, ''",
    "1NYY, -marketing -share_with_sellers",
  })
  void usPrivacy(String text, String said) {
    assertEquals(said, said(DECODER.decode("DBABTA~" + text)));
  }

  /** Sections of every state, by the IAB's encoder, against their meaning. */
  @Test
  void encodedSections() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      List<Integer> sections = new ArrayList<>(Sections.SECTION_ID_NAME_MAP.keySet());
      sections.removeAll(List.of(2, 5, 6));
      Collections.shuffle(sections, random);
      GppModel model = new GppModel();
      int refused = 0;
      boolean gpc = false;
      for (int section : sections.subList(0, 1 + random.nextInt(3))) {
        refused |= fill(model, section, random);
        gpc |= Boolean.TRUE.equals(value(model, section, "Gpc"));
      }
      String text = model.encode();
      String expected = "";
      for (String label : Purpose.labels(refused)) {
        expected += " -" + label;
      }
      expected += gpc ? " gpc" : "";
      assertEquals(expected.strip(), said(DECODER.decode(text)), "seed " + seed + ": " + text);
    }
  }

  /** Sets every choice that the section has, and says what that refuses. */
  private static int fill(GppModel model, int section, Random random) {
    int refused = 0;
    model.setFieldValue(section, "MspaCoveredTransaction", 1 + random.nextInt(2));
    for (String field : OPT_OUTS) {
      int value = set(model, section, field, random);
      refused |= value == 1 ? Mapped.MARKETING | Mapped.SELLERS : 0;
    }
    for (String field : ADDITIONAL) {
      refused |= set(model, section, field, random) == 1 ? Mapped.RESEARCH : 0;
    }
    for (String field : List.of("SaleOptOutNotice", "SharingNotice", "MspaOptOutOptionMode")) {
      set(model, section, field, random);
    }
    // Their lengths differ between sections: lists are filled up with zeros.
    model.setFieldValue(
        section, "SensitiveDataProcessing", list(random, 8, random.nextInt(3) == 0 ? 3 : 1));
    if (model.hasField(section, "Gpc") && random.nextBoolean()) {
      model.setFieldValue(section, "Gpc", random.nextBoolean());
    }
    String child = "KnownChildSensitiveDataConsents";
    int most = random.nextInt(4) == 0 ? 3 : 1;
    if (model.getFieldValue(section, child) instanceof List<?> values) {
      List<Integer> consents = list(random, values.size(), most);
      model.setFieldValue(section, child, consents);
      refused |= consents.stream().anyMatch(each -> each != 0) ? Mapped.ALL : 0;
    } else {
      int consent = random.nextInt(most);
      model.setFieldValue(section, child, consent);
      refused |= consent != 0 ? Mapped.ALL : 0;
    }
    return refused;
  }

  private static int set(GppModel model, int section, String field, Random random) {
    if (!model.hasField(section, field)) {
      return 0;
    }
    int value = random.nextInt(3);
    model.setFieldValue(section, field, value);
    return value;
  }

  private static List<Integer> list(Random random, int length, int most) {
    return IntStream.range(0, length).mapToObj(i -> random.nextInt(most)).toList();
  }

  private static Object value(GppModel model, int section, String field) {
    return model.hasField(section, field) ? model.getFieldValue(section, field) : "none";
  }

  /** Express consent alone, by the IAB's encoder. */
  @Test
  void canada() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int express = random.nextInt(1 << 10);
      GppModel model = new GppModel();
      model.setFieldValue("tcfcav1", "PurposesExpressConsent", flags(express));
      model.setFieldValue("tcfcav1", "PurposesImpliedConsent", flags(random.nextInt(1 << 10)));
      model.setFieldValue("tcfcav1", "VendorExpressConsent", vendors(random));
      model.setFieldValue("tcfcav1", "VendorImpliedConsent", vendors(random));
      ZonedDateTime made = ZonedDateTime.of(2026, 3, 4, 5, 6, 7, 0, ZoneOffset.UTC);
      model.setFieldValue("tcfcav1", "Created", made);
      model.setFieldValue("tcfcav1", "LastUpdated", made);
      String text = model.encode();
      Decoded word = DECODER.decode(text);
      int granted = Mapped.TCF.granted(express);
      assertEquals(granted, word.granted(), "seed " + seed + ": " + text);
      assertEquals(Mapped.USE & ~granted, word.refused(), "seed " + seed + ": " + text);
      assertEquals(made.toInstant().toEpochMilli(), word.made());
      assertEquals(null, word.warning());
    }
  }

  private static List<Boolean> flags(int bits) {
    return IntStream.range(0, 24).mapToObj(i -> (bits >> i & 1) == 1).toList();
  }

  private static List<Integer> vendors(Random random) {
    return new ArrayList<>(
        IntStream.rangeClosed(1, 900).filter(i -> random.nextInt(40) == 0).boxed().toList());
  }

  /**
   * The European section means what the string alone means; a state's opt-out refuses beside it.
   */
  @Test
  void sectionsAreAllHeard() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String tcf = TcfDecoderTest.encoded(random, Set.of(1, 2, 3, 4, 7, 8, 9));
      Decoded alone = new TcfDecoder(Mapped.TCF).decode(tcf);
      assertEquals("+statistical +marketing -personalisation", said(alone));
      assertEquals(alone, DECODER.decode("DBABMA~" + tcf), "seed " + seed + ": " + tcf);
      String both = header(2, 6) + "~" + tcf + "~1YYN";
      assertEquals(
          "+statistical -personalisation -marketing -share_with_sellers",
          said(DECODER.decode(both)),
          "seed " + seed + ": " + both);
    }
    assertEquals("", said(DECODER.decode("DBAA")), "no section says nothing");
  }

  @Test
  void headers() {
    assertEquals(List.of(7), GppHeader.sections("DBABLA"));
    assertEquals(List.of(2, 6), GppHeader.sections("DBACNYA"));
    assertEquals(List.of(), GppHeader.sections("DBAA"));
    assertEquals(List.of(1_000), GppHeader.sections(header(1_000)));
    for (int beyond : new int[] {1_001, 1_596, 1_597, 40_000}) {
      assertThrows(IllegalArgumentException.class, () -> GppHeader.sections(header(500, beyond)));
      assertThrows(IllegalArgumentException.class, () -> GppHeader.sections(header(beyond)));
    }
    for (int first = 1; first <= 300; first++) {
      assertEquals(List.of(first, first + 5), GppHeader.sections(header(first, first + 5)));
      String range =
          new BitText()
              .put(3, 6)
              .put(1, 6)
              .put(1, 12)
              .put(1, 1)
              .fibonacci(first)
              .fibonacci(3)
              .text();
      assertEquals(
          List.of(first, first + 1, first + 2, first + 3), GppHeader.sections(range), range);
    }
  }

  private static String header(int... sections) {
    BitText header = new BitText().put(3, 6).put(1, 6).put(sections.length, 12);
    int last = 0;
    for (int section : sections) {
      header.put(0, 1).fibonacci(section - last);
      last = section;
    }
    return header.text();
  }

  /** Sections that came after the decoder: they may hold a refusal that nobody can read. */
  @Test
  void unknownSections() {
    for (String text :
        new String[] {
          header(23) + "~BAAAAABA.QA",
          header(1) + "~" + tcf(),
          header(3) + "~DBAA",
          header(2, 99) + "~" + tcf() + "~BAAA",
        }) {
      assertEquals(ALL + " unknown_gpp_section", said(DECODER.decode(text)), text);
      assertEquals(0, DECODER.decode(text).granted());
    }
  }

  /** Bad input, classes 45 to 50. */
  @Test
  void malformed() {
    assertEquals("", said(DECODER.decode(national(3, 1, 0))));
    assertEquals("+statistical -personalisation -marketing", said(DECODER.decode(european(tcf()))));
    String bomb =
        new BitText().put(3, 6).put(1, 6).put(1, 12).put(1, 1).fibonacci(1).put(0, 1).text();
    String range =
        new BitText()
            .put(3, 6)
            .put(1, 6)
            .put(1, 12)
            .put(1, 1)
            .fibonacci(7)
            .fibonacci(65_528)
            .text();
    for (String text :
        new String[] {
          "", // 45
          "DBABLA", // a section announced and not there
          "DBABLA~",
          "DBABLA~BAAAAAAAAABA.QA~1YNN", // and one that was not announced
          "DBAA~BAAAAAAAAABA.QA",
          "DBACNYA~" + tcf(),
          "~",
          "DBAA~",
          tcf(), // a TCF string
          "CPXx",
          "1YNN",
          "DBABLA~BAAAAAAAAABA.", // 46
          "DBABLA~BAAA*AAAAABA.QA",
          "DBABLA~BAAAAAAAAABAA.QA",
          "DBABLA~BAAAAAAAAABA.QA.QA",
          "DBABLA~BAAAAAAAAABA.QA==",
          "DB\u0410BLA~BAAAAAAAAABA.QA",
          "DBABLA~BAAAAABVVVVA.QA~",
          bomb + "~BAAAAAAAAABA.QA",
          range + "~BAAAAAAAAABA.QA", // 49
          national(2, 1, 0), // no header of GPP
          national(3, 2, 0), // of another version
          national(3, 1, 1), // with something behind it
          european(BitText.tcf(1, 8, 9).vendors(65_535, 1, 65_535).none().put(0, 12).text()),
          european(BitText.tcf(1, 8, 9).vendors(10, 7, 3).none().put(0, 12).text()), // 50
          european(BitText.core(1, 17_672_000_000L, 0xFFFFFF).none().none().put(0, 12).text()),
          european("BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA"), // 48
          european("DBAA"),
          header(5) + "~" + tcf(), // a European string in the Canadian place
          "DBABTA~1YNNN",
          "DBABTA~1ynn",
          "DBABTA~2YNN",
          "DBABTA~1Y N",
          "DBABTA~",
          header(9) + "~BAAAAABA.QA", // Virginia has no second segment
          "DBABLA~CAAAAAAAAABA.QA", // version 2
          "DBABLA~BAAwAAAAAABA.QA", // a choice of 3
          "DBABLA~BAAAAAAAAABA.gA", // no segment of Global Privacy Control
        }) {
      assertEquals(ALL + " malformed_gpp", said(DECODER.decode(text)), text);
      assertEquals(0, DECODER.decode(text).granted());
    }
  }

  /** 47: what is cut anywhere says no, but for padding at its end. */
  @Test
  void cut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      GppModel model = new GppModel();
      List<Integer> sections = List.of(7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22);
      int section = sections.get(i % sections.size());
      fill(model, section, random);
      String whole = model.encode();
      int core = whole.indexOf('.') < 0 ? whole.length() : whole.indexOf('.');
      for (int length = 0; length < core; length++) {
        String text = whole.substring(0, length);
        boolean padding = whole.substring(length, core).matches("A{0,2}");
        Decoded word = DECODER.decode(text);
        assertTrue(padding || word.warning() != null, "seed " + seed + ": " + whole + ", " + text);
        assertEquals(0, word.granted());
      }
    }
  }

  /** The national section of the older, shorter layout is read too. */
  @Test
  void theOldNationalSection() {
    BitText old = new BitText().put(1, 6).put(0, 12).put(0b01_10_10, 6).put(0, 24 + 4 + 2);
    String text = old.put(0b01_00_00, 6).text();
    assertEquals(11, text.length());
    assertEquals(SOLD, said(DECODER.decode("DBABLA~" + text)));
  }

  /** Whatever is changed in a string: nothing is thrown, and what is malformed grants nothing. */
  @Test
  void mutations() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int malformed = 0;
    int rounds = 5_000;
    for (int i = 0; i < rounds; i++) {
      GppModel model = new GppModel();
      fill(model, 7 + random.nextInt(16), random);
      String us = model.encode();
      String sound = random.nextBoolean() ? us : european(tcf());
      String text = Mutation.of(random, sound);
      Decoded word = DECODER.decode(text);
      if (word.warning() != null) {
        malformed++;
        assertEquals(Mapped.ALL, word.refused(), "seed " + seed + ": " + text);
        assertEquals(0, word.granted(), "seed " + seed + ": " + text);
      } else if (text.startsWith("DB") && !text.contains("C")) {
        assertEquals(0, word.granted(), "a section of the United States grants nothing: " + text);
      }
    }
    assertTrue(malformed > rounds / 4 && malformed < rounds, malformed + " malformed");
  }

  private static String national(int type, int version, int more) {
    BitText header = new BitText().put(type, 6).put(version, 6).put(1, 12).put(0, 1).fibonacci(7);
    return header.put(more, 3).text() + "~BAAAAAAAAABA.QA";
  }

  private static String european(String tcf) {
    return "DBABMA~" + tcf;
  }

  private static String tcf() {
    return BitText.tcf(1, 8, 9).none().none().put(0, 12).text();
  }
}
