package dev.throng.pipeline.audit;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Digests that anybody can compute, of an id as it is or with a word before it. */
enum UnkeyedHash {
  @SuppressWarnings("deprecation") // It is weak, which is why it is looked for.
  MD5(Hashing.md5()),
  @SuppressWarnings("deprecation")
  SHA_1(Hashing.sha1()),
  SHA_256(Hashing.sha256()),
  SHA_512(Hashing.sha512());

  private static final List<String> WORDS =
      List.of("device:", "cookie:", "user:", "company:", "seller:", "order:", "event:", "id:");

  final HashFunction function;

  UnkeyedHash(HashFunction function) {
    this.function = function;
  }

  String words() {
    return name().replace('_', '-');
  }

  /** The first 64 bits of the digest, most significant first, as they are written. */
  long firstBits(byte[] bytes) {
    ByteBuffer digest = ByteBuffer.wrap(function.hashBytes(bytes).asBytes());
    return digest.order(ByteOrder.BIG_ENDIAN).getLong();
  }

  /** What may have been digested for an id: itself, and its length in four bytes and itself. */
  static List<byte[]> bare(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer framed = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    framed.put(Ints.toByteArray(bytes.length)).put(bytes);
    return List.of(bytes, framed.array());
  }

  /** These, and the id behind words that tell its kind. */
  static List<byte[]> worded(String id) {
    List<byte[]> inputs = new ArrayList<>(bare(id));
    for (String word : WORDS) {
      inputs.add((word + id).getBytes(StandardCharsets.UTF_8));
    }
    return inputs;
  }
}
