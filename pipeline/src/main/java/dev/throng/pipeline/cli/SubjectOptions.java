package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of whom a command speaks. No message quotes an id. */
final class SubjectOptions {
  @Option(names = "--device", paramLabel = "ID", description = "A device's id.")
  private List<String> devices = new ArrayList<>();

  @Option(names = "--cookie", paramLabel = "ID", description = "A cookie's id.")
  private List<String> cookies = new ArrayList<>();

  @Option(names = "--user", paramLabel = "ID", description = "A user's id.")
  private List<String> users = new ArrayList<>();

  @Option(names = "--company", paramLabel = "ID", description = "A company's id.")
  private List<String> companies = new ArrayList<>();

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description =
          "A file of ids, so that none stands in the history of a shell: lines of type, a tab, id.")
  private @Nullable Path file;

  /**
   * Their join pseudonyms, with the type of each.
   *
   * @throws SettingsException where there is none, or one that no event may have
   */
  Map<JoinKey, IdType> of(Job job) throws IOException {
    Map<JoinKey, IdType> subjects = new LinkedHashMap<>();
    JoinPseudonyms keys = JoinPseudonyms.open(job.keys());
    add(subjects, keys, IdType.DEVICE, devices);
    add(subjects, keys, IdType.COOKIE, cookies);
    add(subjects, keys, IdType.USER, users);
    add(subjects, keys, IdType.COMPANY, companies);
    if (file != null) {
      addFile(subjects, keys, file);
    }
    if (subjects.isEmpty()) {
      throw new SettingsException("of whom? Give --device, --cookie, --user, --company or --ids");
    }
    return subjects;
  }

  private static void addFile(Map<JoinKey, IdType> subjects, JoinPseudonyms keys, Path file)
      throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new SettingsException("the file of ids " + file + " is missing");
    }
    for (int i = 0; i < lines.size(); i++) {
      int tab = lines.get(i).indexOf('\t');
      IdType type = tab < 0 ? null : IdType.named(lines.get(i).substring(0, tab)).orElse(null);
      JoinKey key = type == null ? null : keys.of(type, lines.get(i).substring(tab + 1));
      if (type == null || key == null) {
        throw new SettingsException(
            file + ":" + (i + 1) + ": must be device, cookie, user or company, a tab, and an id");
      }
      subjects.put(key, type);
    }
  }

  private static void add(
      Map<JoinKey, IdType> subjects, JoinPseudonyms keys, IdType type, List<String> ids) {
    for (String id : ids) {
      JoinKey key = keys.of(type, id);
      if (key == null) {
        throw new SettingsException(
            "an id of --"
                + type.label()
                + " is none that an event may have: blank, too long, or with control characters");
      }
      subjects.put(key, type);
    }
  }
}
