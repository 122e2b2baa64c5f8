package dev.throng.pipeline.rights;

import dev.throng.transforms.step.IdType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people of a pass as they stand in rows under the key of one period: by pseudonym what is said
 * of each. Once it is filled, many threads may ask it.
 */
final class PeriodPeople {
  private static final int VERSION = 1;

  private final Map<IdType, Map<String, Said>> people = new EnumMap<>(IdType.class);
  private final Map<String, Said> sellers = new HashMap<>();

  PeriodPeople() {
    for (IdType type : IdType.values()) {
      people.put(type, new HashMap<>());
    }
  }

  void add(String pseudonym, Said said) {
    of(said.type()).put(pseudonym, said);
  }

  void addSeller(String pseudonym, Said said) {
    sellers.put(pseudonym, said);
  }

  private Map<String, Said> of(IdType type) {
    Map<String, Said> found = people.get(type);
    if (found == null) {
      throw new IllegalStateException("there are no others");
    }
    return found;
  }

  @Nullable Said find(IdType type, String pseudonym) {
    return of(type).get(pseudonym);
  }

  @Nullable Said seller(String pseudonym) {
    return sellers.get(pseudonym);
  }

  Set<String> pseudonyms(IdType type) {
    return of(type).keySet();
  }

  Set<String> sellers() {
    return sellers.keySet();
  }

  /** What {@link #parse} reads: everybody's facts once, then the pseudonyms that lead to them. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(bytes);
    to.writeByte(VERSION);
    Map<Said, Integer> numbers = new HashMap<>();
    people.values().forEach(each -> each.values().forEach(said -> number(numbers, said)));
    sellers.values().forEach(said -> number(numbers, said));
    Said[] all = new Said[numbers.size()];
    numbers.forEach((said, number) -> all[number] = said);
    to.writeInt(all.length);
    for (Said said : all) {
      said.write(to);
    }
    for (IdType type : IdType.values()) {
      write(of(type), numbers, to);
    }
    write(sellers, numbers, to);
    return bytes.toByteArray();
  }

  private static void number(Map<Said, Integer> numbers, Said said) {
    numbers.putIfAbsent(said, numbers.size());
  }

  private static void write(
      Map<String, Said> named, Map<Said, Integer> numbers, DataOutputStream to) throws IOException {
    to.writeInt(named.size());
    for (Map.Entry<String, Said> each : named.entrySet()) {
      to.writeUTF(each.getKey());
      to.writeInt(numbers.getOrDefault(each.getValue(), -1));
    }
  }

  static PeriodPeople parse(byte[] bytes) throws IOException {
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes));
    if (from.readByte() != VERSION) {
      throw new IOException("the people of a pass are of another version of Throng");
    }
    Said[] all = new Said[from.readInt()];
    for (int i = 0; i < all.length; i++) {
      all[i] = Said.read(from);
    }
    PeriodPeople people = new PeriodPeople();
    for (IdType type : IdType.values()) {
      read(people.of(type), all, from);
    }
    read(people.sellers, all, from);
    return people;
  }

  private static void read(Map<String, Said> named, Said[] all, DataInputStream from)
      throws IOException {
    for (int left = from.readInt(); left > 0; left--) {
      named.put(from.readUTF(), all[from.readInt()]);
    }
  }
}
