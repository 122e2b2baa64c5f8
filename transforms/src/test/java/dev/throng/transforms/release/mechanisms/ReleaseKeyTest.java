package dev.throng.transforms.release.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ReleaseKeyTest {
  private static final byte[] KEY = key(7);

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  private static Draw draw() {
    return new Draw(
        Draw.Use.NOISE,
        "abc",
        86_400_000,
        List.of("DE", "Köln"),
        "events",
        BigInteger.valueOf(-300));
  }

  /** The stream, put together here by other means. */
  @Test
  void bitsAreHmacSha256InCounterModeOverLengthPrefixedFields() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    field(out, "NOISE".getBytes(StandardCharsets.UTF_16BE));
    field(out, "abc".getBytes(StandardCharsets.UTF_16BE));
    out.writeInt(8);
    out.writeLong(86_400_000);
    out.writeInt(8);
    out.writeLong(2);
    field(out, "DE".getBytes(StandardCharsets.UTF_16BE));
    field(out, "Köln".getBytes(StandardCharsets.UTF_16BE));
    field(out, "events".getBytes(StandardCharsets.UTF_16BE));
    field(out, new byte[] {(byte) 0xfe, (byte) 0xd4});
    StringBuilder expected = new StringBuilder();
    for (int block = 0; block < 3; block++) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.write(bytes.toByteArray());
      new DataOutputStream(message).writeInt(block);
      for (byte octet : hmac(message.toByteArray())) {
        expected.append(Integer.toBinaryString(256 + (octet & 0xff)).substring(1));
      }
    }
    for (int size : new int[] {1, 7, 8, 13, 62}) {
      BitSource bits = new ReleaseKey(KEY).bits(draw());
      StringBuilder actual = new StringBuilder();
      while (actual.length() + size <= expected.length()) {
        String word = Long.toBinaryString(bits.next(size));
        actual.append("0".repeat(size - word.length())).append(word);
      }
      assertEquals(expected.substring(0, actual.length()), actual.toString());
    }
  }

  private static void field(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] hmac(byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    return mac.doFinal(message);
  }

  @Test
  void theSameDrawIsTheSameAndAnyOtherIsUnrelated() {
    Draw draw = draw();
    List<Draw> others = new ArrayList<>();
    others.add(draw);
    others.add(with(Draw.Use.SELECTION, "abc", 86_400_000, draw.group(), "events", -300));
    others.add(with(Draw.Use.NOISE, "abd", 86_400_000, draw.group(), "events", -300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_001, draw.group(), "events", -300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, List.of("DEK", "öln"), "events", -300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, List.of("DE", "Köln", ""), "events", -300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, List.of("DEKöln"), "events", -300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, draw.group(), "people", -300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, draw.group(), "events", -301));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, draw.group(), "events", 300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, List.of("\ud800"), "events", 300));
    others.add(with(Draw.Use.NOISE, "abc", 86_400_000, List.of("\udc00"), "events", 300));
    Set<Long> seen = new HashSet<>();
    for (Draw other : others) {
      assertTrue(seen.add(new ReleaseKey(KEY).bits(other).next(62)), other::toString);
    }
    assertFalse(seen.add(new ReleaseKey(KEY).bits(draw()).next(62)));
    assertTrue(seen.add(new ReleaseKey(key(8)).bits(draw()).next(62)));
  }

  private static Draw with(
      Draw.Use use, String report, long window, List<String> group, String measure, long value) {
    return new Draw(use, report, window, group, measure, BigInteger.valueOf(value));
  }

  @Test
  void streamsOfOneKeyDoNotDisturbEachOther() {
    ReleaseKey key = new ReleaseKey(KEY);
    BitSource one = key.bits(draw());
    BitSource two = key.bits(draw());
    for (int i = 0; i < 20; i++) {
      assertEquals(one.next(61), two.next(61));
    }
  }

  @Test
  void ranksDependOnPersonReportWindowAndGroup() {
    ReleaseKey key = new ReleaseKey(KEY);
    long rank = key.rank(1, "r", 0, List.of("a", "b"));
    assertEquals(rank, new ReleaseKey(KEY).rank(1, "r", 0, List.of("a", "b")));
    assertNotEquals(rank, key.rank(2, "r", 0, List.of("a", "b")));
    assertNotEquals(rank, key.rank(1, "s", 0, List.of("a", "b")));
    assertNotEquals(rank, key.rank(1, "r", 1, List.of("a", "b")));
    assertNotEquals(rank, key.rank(1, "r", 0, List.of("ab")));
    assertNotEquals(rank, new ReleaseKey(key(8)).rank(1, "r", 0, List.of("a", "b")));
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ReleaseKey(new byte[16]));
    assertThrows(IllegalArgumentException.class, () -> new ReleaseKey(KEY).bits(draw()).next(63));
  }
}
