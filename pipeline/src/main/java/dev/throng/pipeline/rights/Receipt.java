package dev.throng.pipeline.rights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.store.Catalogue;
import dev.throng.pipeline.store.Catalogued.Kind;
import dev.throng.pipeline.store.StoreFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was done about a request, in words and counts, without an id: kept in the store, and for the
 * person who asked.
 */
public final class Receipt {
  private static final String FOLDER = "receipts";

  /** Article 12(3) of the GDPR; the law of the place may give less. */
  private static final Period TERM = Period.ofMonths(1);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String number;
  private final ObjectNode json;
  private final Tally tally;

  private Receipt(String number, ObjectNode json, Tally tally) {
    this.number = number;
    this.json = json;
    this.tally = tally;
  }

  static Receipt of(String what, Collection<NamedId> ids, Tally tally, Instant now) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    String number = HexFormat.of().formatHex(random);
    ObjectNode json = JSON.createObjectNode();
    json.put("request", number).put("what", what).put("at", now.toString());
    json.put("due", now.atZone(ZoneOffset.UTC).plus(TERM).toLocalDate().toString());
    TreeMap<String, Integer> types = new TreeMap<>();
    ids.forEach(id -> types.merge(id.type().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
    ObjectNode about = json.putObject("ids");
    types.forEach(about::put);
    return new Receipt(number, json, tally);
  }

  /** Its number, by which the audit trail names it. */
  public String number() {
    return number;
  }

  void put(String name, String value) {
    json.put(name, value);
  }

  void put(String name, long value) {
    json.put(name, value);
  }

  /** Says what is not reached by a change of stored events, and why. */
  void notReached(Job job) throws IOException {
    ArrayNode all = json.putArray("not_reached");
    Catalogue catalogue = Catalogue.of(job.store());
    for (String folder : catalogue.folders(Kind.AGGREGATES)) {
      all.addObject()
          .put("what", folder)
          .put("why", "statistics about many: what is published stays (P24)");
    }
    for (String folder : catalogue.folders(Kind.REJECTED)) {
      all.addObject()
          .put("what", folder)
          .put("why", "holds nothing of what was rejected but what is sealed");
    }
    for (String file : StoredFiles.of(job).strange()) {
      all.addObject()
          .put("what", file)
          .put("why", "Throng did not write it: look into it yourself");
    }
    Set<String> others = new TreeSet<>();
    catalogue.runs().forEach(run -> others.add(run.keyring()));
    others.remove(job.keys().keyring());
    for (String keyring : others) {
      all.addObject()
          .put("what", "what was written with the keys in " + keyring)
          .put("why", "do the same with a job that names them");
    }
  }

  /** Says of one thing more that it is not reached, and why. */
  void notReached(String what, String why) {
    json.withArray("not_reached").addObject().put("what", what).put("why", why);
  }

  /** Files that could not be read; what they hold of the person is as it was. */
  public List<String> damaged() {
    return tally.damaged();
  }

  /** Says that there is nothing, where that is so. */
  void found(long rows) {
    if (rows == 0) {
      json.put("found", "nothing is stored of them");
    }
  }

  /** Counts. */
  Receipt counted() {
    tally.write(json);
    json.put("complete", tally.damaged().isEmpty());
    return this;
  }

  /** Counts, and keeps it. */
  Receipt keep(Job job) throws IOException {
    counted();
    StoreFolder.of(job.store(), FOLDER).add(number + ".json", bytes());
    return this;
  }

  /** As JSON in UTF-8. */
  public byte[] bytes() {
    return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return json.toPrettyString();
  }
}
