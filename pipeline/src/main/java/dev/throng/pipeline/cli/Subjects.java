package dev.throng.pipeline.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import dev.throng.pipeline.rights.NamedId;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a command is about: ids from its options or from a file. No message quotes one. */
final class Subjects {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  @Option(names = "--device", paramLabel = "ID", description = "A device's id.")
  private List<String> devices = new ArrayList<>();

  @Option(names = "--cookie", paramLabel = "ID", description = "A cookie's id.")
  private List<String> cookies = new ArrayList<>();

  @Option(names = "--user", paramLabel = "ID", description = "A user's id.")
  private List<String> users = new ArrayList<>();

  @Option(
      names = "--company",
      paramLabel = "ID",
      description = "A company's id. Each of these options may come several times.")
  private List<String> companies = new ArrayList<>();

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description =
          "A file of ids, so that none stands in the shell's history: lines of a type (device,"
              + " cookie, user, company), a tab and an id. - is the standard input.")
  private @Nullable String file;

  /**
   * One of them, as output names it.
   *
   * @param type what kind of id it is
   * @param number which of those of its type, from 1; 0 where it is the only one
   */
  record Subject(IdType type, int number) {
    /** As in {@code user}, or {@code user 2}. */
    String label() {
      return number == 0 ? type.label() : type.label() + " " + number;
    }
  }

  /** An id, and where it stands. */
  private record Given(IdType type, String id, String place) {}

  /**
   * All of them by their join pseudonyms, in the order of the options, then of the file; an id that
   * is given twice is one.
   *
   * @throws SettingsException where there is none, or one that no event may have
   * @throws FileNotFoundException where there is no such file
   * @throws IOException where it cannot be read
   */
  Map<JoinKey, Subject> resolve(JoinKeys keys) throws IOException {
    List<Given> given = given();
    if (given.isEmpty()) {
      throw new SettingsException(
          "whom is it about? name at least one id, by --device, --cookie, --user, --company or"
              + " --ids");
    }
    Map<JoinKey, IdType> types = new LinkedHashMap<>();
    for (Given each : given) {
      JoinKey key = keys.of(each.type(), each.id());
      if (key == null) {
        throw new SettingsException(
            each.place()
                + " is no id that an event may have: it is blank, longer than 1,024 characters, or"
                + " has control characters in it");
      }
      types.put(key, each.type());
    }
    Map<JoinKey, Subject> subjects = new LinkedHashMap<>();
    Multiset<IdType> all = EnumMultiset.create(types.values());
    Multiset<IdType> numbered = EnumMultiset.create(IdType.class);
    types.forEach(
        (key, type) -> {
          numbered.add(type);
          subjects.put(key, new Subject(type, all.count(type) == 1 ? 0 : numbered.count(type)));
        });
    return subjects;
  }

  /**
   * All of them with their ids, for what must find them in what is stored; one that is given twice
   * is one.
   *
   * @throws SettingsException as {@link #resolve} does
   * @throws IOException where they cannot be read
   */
  Collection<NamedId> named(JoinKeys keys) throws IOException {
    Map<JoinKey, Subject> known = resolve(keys);
    Map<JoinKey, NamedId> ids = new LinkedHashMap<>();
    for (Given each : given()) {
      JoinKey key = keys.of(each.type(), each.id());
      if (key != null && known.containsKey(key)) {
        ids.put(key, new NamedId(each.type(), key, each.id()));
      }
    }
    return ids.values();
  }

  /** Whether a text holds one of the ids. */
  boolean areIn(String text) throws IOException {
    return given().stream().anyMatch(each -> text.contains(each.id()));
  }

  private @Nullable List<Given> read;

  private List<Given> given() throws IOException {
    if (read == null) {
      List<Given> all = new ArrayList<>();
      add(all, IdType.DEVICE, devices);
      add(all, IdType.COOKIE, cookies);
      add(all, IdType.USER, users);
      add(all, IdType.COMPANY, companies);
      if (file != null) {
        addLines(all, file);
      }
      read = List.copyOf(all);
    }
    return read;
  }

  private static void add(List<Given> all, IdType type, List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      all.add(new Given(type, ids.get(i), "--" + type.label() + " number " + (i + 1)));
    }
  }

  private static void addLines(List<Given> all, String file) throws IOException {
    int number = 0;
    for (String line : Splitter.on('\n').split(text(file))) {
      number++;
      String whole = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (whole.isEmpty()) {
        continue;
      }
      String place = "line " + number + " of " + file;
      int tab = whole.indexOf('\t');
      IdType type = IdType.named(whole.substring(0, Math.max(0, tab))).orElse(null);
      if (type == null) {
        throw new SettingsException(
            place + " must be device, cookie, user or company, a tab, and an id");
      }
      all.add(new Given(type, whole.substring(tab + 1), place));
    }
  }

  private static String text(String file) throws IOException {
    byte[] bytes;
    try {
      bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(file + " is missing");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SettingsException(file + " is not UTF-8");
    }
  }
}
