package dev.throng.transforms.pseudonymize.key;

import dev.throng.transforms.files.SmallFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The files of seal keys: public halves, which a job names and which seal what it rejects, and
 * private halves, which lie where no job looks and open it. Each pair seals during one epoch, and
 * what it sealed dies with it at the end that it was born with.
 */
public final class SealKeys {
  private static final long DAY = 86_400L;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SecretText PRIVATE =
      new SecretText("the private seal key", "make one with 'throng keys seal'");

  private SealKeys() {}

  /**
   * The public halves of a file.
   *
   * @throws KeyException where there is no such file, or it is damaged
   */
  public static List<SealKey> publicHalves(String file) {
    byte[] content =
        read(file)
            .orElseThrow(
                () ->
                    new KeyException(
                        "there is no public seal key at "
                            + file
                            + ": make one with 'throng keys seal'"));
    return SealKey.parse(SealKey.Half.PUBLIC, file, content);
  }

  /**
   * Looks whether a file has what seals at a time.
   *
   * @throws KeyException where it has not
   */
  public static void check(String file, Instant time) {
    RecordSeal.to(
        at(time, publicHalves(file))
            .orElseThrow(
                () ->
                    new KeyException(
                        "no public seal key in "
                            + file
                            + " is for today: make one with 'throng keys seal'")));
  }

  /** The one that seals at a time, if there is one. */
  public static Optional<SealKey> at(Instant time, List<SealKey> halves) {
    return halves.stream()
        .filter(
            key ->
                key.expires().isAfter(time)
                    && Epoch.ofName(key.period())
                        .map(epoch -> epoch.name(time).equals(key.period()))
                        .orElse(false))
        .findFirst();
  }

  /**
   * The private halves of a place, those aside that have expired.
   *
   * @throws KeyException where there are none, others may read them, or they are damaged
   */
  public static List<SealKey> privateHalves(MasterReference place, Instant now) {
    byte[] text = PRIVATE.read(place, System::getenv).getBytes(StandardCharsets.UTF_8);
    return SealKey.parse(SealKey.Half.PRIVATE, place.toString(), text).stream()
        .filter(key -> key.expires().isAfter(now))
        .toList();
  }

  /**
   * Makes the pairs that are missing, of every epoch that touches the range. The private halves are
   * written first: whoever is killed in between has them, and the next call completes it.
   *
   * @param settings whose epochs they are of; its keyring is locked meanwhile
   * @param keep how long after its epoch what a pair sealed may be kept
   * @return how many public halves were added
   * @throws KeyException where a file is damaged, open to others, or cannot be written
   */
  public static int create(
      KeySettings settings,
      String publicFile,
      MasterReference privateFile,
      Instant from,
      Instant until,
      Duration keep) {
    return io(
        () ->
            SmallFiles.at(settings.keyring())
                .alone(() -> createAlone(settings, publicFile, privateFile, from, until, keep)));
  }

  private static int createAlone(
      KeySettings settings,
      String publicFile,
      MasterReference privateFile,
      Instant from,
      Instant until,
      Duration keep)
      throws IOException {
    List<SealKey> seals =
        new ArrayList<>(
            read(publicFile)
                .map(content -> SealKey.parse(SealKey.Half.PUBLIC, publicFile, content))
                .orElse(List.of()));
    List<SealKey> opens =
        new ArrayList<>(
            read(privateFile.where()).isEmpty()
                ? List.of()
                : privateHalves(privateFile, Instant.MIN));
    Map<String, SealKey> known = new HashMap<>();
    opens.forEach(key -> known.put(key.period(), key));
    Set<String> periods = new LinkedHashSet<>();
    LongStream.rangeClosed(
            Math.floorDiv(from.getEpochSecond(), DAY), Math.floorDiv(until.getEpochSecond(), DAY))
        .forEach(day -> periods.add(settings.epoch().nameOfDay(day)));
    int made = 0;
    int before = opens.size();
    for (String period : periods) {
      if (seals.stream().noneMatch(key -> key.period().equals(period))) {
        SealKey half =
            known.computeIfAbsent(period, missing -> pair(period, end(period).plus(keep)));
        if (!opens.contains(half)) {
          opens.add(half);
        }
        seals.add(publicOf(half));
        made++;
      }
    }
    if (opens.size() > before) {
      write(privateFile.where(), SealKey.lines(opens));
    }
    if (made > 0) {
      write(publicFile, SealKey.lines(seals));
    }
    return made;
  }

  /**
   * Takes out of a file the halves that have expired.
   *
   * @return their names; none where there is no such file
   */
  public static List<String> expire(
      KeySettings settings, SealKey.Half half, String file, Instant now, boolean dry) {
    return io(
        () ->
            SmallFiles.at(settings.keyring())
                .alone(
                    () -> {
                      List<SealKey> all =
                          read(file)
                              .map(content -> SealKey.parse(half, file, content))
                              .orElse(List.of());
                      List<SealKey> live =
                          all.stream().filter(key -> key.expires().isAfter(now)).toList();
                      if (live.size() < all.size() && !dry) {
                        write(file, SealKey.lines(live));
                      }
                      return all.stream()
                          .filter(key -> !key.expires().isAfter(now))
                          .map(SealKey::name)
                          .toList();
                    }));
  }

  /** The end of a period. */
  private static Instant end(String period) {
    long first = Epoch.firstDayOf(period).orElseThrow();
    long after = Epoch.ofName(period).orElseThrow().dayAfter(first);
    return Instant.ofEpochSecond(after * DAY);
  }

  private static SealKey pair(String period, Instant expires) {
    byte[] id = new byte[8];
    RANDOM.nextBytes(id);
    try {
      return new SealKey(
          SealKey.Half.PRIVATE,
          period,
          HexFormat.of().formatHex(id),
          expires,
          Base64.getEncoder().encodeToString(Keysets.privateHalf(Keysets.newPair())));
    } catch (GeneralSecurityException e) {
      throw new KeyException("a seal key cannot be made");
    }
  }

  private static SealKey publicOf(SealKey half) {
    try {
      return new SealKey(
          SealKey.Half.PUBLIC,
          half.period(),
          half.id(),
          half.expires(),
          Base64.getEncoder().encodeToString(Keysets.publicHalf(Keysets.pair(half.bytes()))));
    } catch (GeneralSecurityException e) {
      throw new KeyException("the private key " + half.name() + " is damaged: restore its file");
    }
  }

  private static Optional<byte[]> read(String file) {
    Place place = Place.of(file);
    return io(
        () -> Optional.ofNullable(place.folder().read(List.of(place.name())).get(place.name())));
  }

  private static void write(String file, byte[] content) throws IOException {
    Place place = Place.of(file);
    place.folder().replace(Map.of(place.name(), content));
  }

  private record Place(SmallFiles folder, String name) {
    static Place of(String file) {
      int slash = file.lastIndexOf('/');
      return new Place(
          SmallFiles.at(slash < 0 ? "." : file.substring(0, slash + 1)), file.substring(slash + 1));
    }
  }

  private interface Io<T> {
    T get() throws IOException;
  }

  private static <T> T io(Io<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw new KeyException(
          "the files of seal keys cannot be read or written ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }
}
