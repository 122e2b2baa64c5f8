package dev.throng.pipeline.generate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.EventDecoder;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.Mapping;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.step.KeptOnly;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines of {@code throng-json}, which must be events, and writes the same events in another
 * format: each field at the first place that the format's mapping reads it from. Consent is left
 * out, for which each format has words of its own.
 */
public final class FormatLines extends FilterOutputStream {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss +0000", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Format format;
  private final Map<String, List<String>> sources = new TreeMap<>();
  private final List<String> columns;
  private final EventDecoder decoder = Format.THRONG_JSON.decoder(ParseSettings.standard());
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Writes to a stream, and closes it with itself.
   *
   * @param format one of lines; what it cannot tell of an event is left out
   */
  public FormatLines(Format format, OutputStream out) {
    super(out);
    this.format = format;
    this.columns = format.columns();
    for (Mapping.Row row : format.mapping().rows()) {
      for (String target : row.targets()) {
        sources.computeIfAbsent(target, path -> new ArrayList<>()).add(row.source());
      }
    }
  }

  @Override
  public void write(int one) throws IOException {
    if (one != '\n') {
      line.write(one);
      return;
    }
    List<IdentifiedEvent> events = new ArrayList<>();
    decoder.decode(line.toByteArray(), 0, line.size(), new KeptOnly<>(events::add));
    line.reset();
    for (IdentifiedEvent event : events) {
      out.write(text(event).getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private String text(IdentifiedEvent event) throws IOException {
    if (format == Format.ACCESS_LOG) {
      return accessLine(event);
    }
    Map<String, Object> record = new LinkedHashMap<>();
    for (Schema.Field field : event.getSchema().getFields()) {
      Object value = event.get(field.pos());
      String path = field.getProp("path");
      if (value != null && !path.startsWith("consent.") && sources.containsKey(path)) {
        set(record, path, value);
      }
    }
    if (format == Format.SEGMENT) {
      record.put("type", "track");
      record.put("event", event.getEventType());
    }
    if (columns.isEmpty()) {
      return JSON.writeValueAsString(record);
    }
    List<String> cells = new ArrayList<>();
    for (String column : columns) {
      cells.add(String.valueOf(record.getOrDefault(column, "")).replaceAll("[\t\n]", " "));
    }
    return String.join("\t", cells);
  }

  private void set(Map<String, Object> record, String path, Object value) {
    List<String> places = sources.getOrDefault(path, List.of());
    // A table's cells of JSON are left empty.
    List<String> open =
        places.stream().filter(place -> columns.isEmpty() || place.indexOf('{') < 0).toList();
    if (open.isEmpty()) {
      return;
    }
    switch (path) {
      case "event_time" -> put(record, open.get(0), time((Long) value));
      case "commerce.price" -> put(record, open.get(0), BigDecimal.valueOf((Long) value, 4));
      case "device.screen" -> {
        String[] sides = value.toString().split("x", 2);
        if (open.size() == 2 && sides.length == 2) {
          put(record, open.get(0), Integer.valueOf(sides[0]));
          put(record, open.get(1), Integer.valueOf(sides[1]));
        } else {
          put(record, open.get(0), value);
        }
      }
      case "properties", "user.minor" -> {}
      default -> put(record, open.get(0), value);
    }
  }

  private Object time(long millis) {
    String iso = Instant.ofEpochMilli(millis).toString();
    return switch (format) {
      case GA4_EXPORT -> Long.toString(millis * 1_000);
      case SNOWPLOW_ENRICHED -> iso.replace('T', ' ').replace("Z", "");
      default -> iso;
    };
  }

  /** Puts a value at a place such as {@code a.b}, {@code a[].b} or {@code a{key}}. */
  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> record, String place, Object value) {
    int brace = place.indexOf('{');
    if (brace > 0) {
      List<Object> list =
          (List<Object>)
              record.computeIfAbsent(place.substring(0, brace), name -> new ArrayList<>());
      String key = place.substring(brace + 1, place.indexOf('}'));
      String kind = value instanceof BigDecimal ? "double_value" : "string_value";
      Map<String, Object> element = new LinkedHashMap<>();
      element.put("key", key);
      element.put("value", Map.of(kind, value));
      list.add(element);
      return;
    }
    int dot = place.indexOf('.');
    if (dot < 0) {
      record.put(place, value);
      return;
    }
    String name = place.substring(0, dot);
    boolean list = name.endsWith("[]");
    Object inner =
        record.computeIfAbsent(
            list ? name.substring(0, name.length() - 2) : name,
            absent -> list ? List.of(new LinkedHashMap<>()) : new LinkedHashMap<>());
    put(
        (Map<String, Object>) (list ? ((List<Object>) inner).get(0) : inner),
        place.substring(dot + 1),
        value);
  }

  private static String accessLine(IdentifiedEvent event) {
    return "%s - %s [%s] \"GET %s HTTP/1.1\" 200 1024 \"%s\" \"%s\""
        .formatted(
            known(event.getNetworkIp()),
            known(event.getUserId()),
            LOG_TIME.format(Instant.ofEpochMilli(event.getEventTime())),
            known(event.getPageUrl()).replace(" ", "%20"),
            known(event.getPageReferrer()),
            known(event.getUserAgent()));
  }

  private static String known(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : text.replaceAll("[\"\\\\]", "");
  }
}
