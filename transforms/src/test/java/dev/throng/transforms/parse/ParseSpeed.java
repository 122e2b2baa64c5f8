package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.google.common.collect.Lists;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.file.CodecFactory;

/**
 * How fast events of about 700 bytes are parsed, beside Jackson that merely walks over their
 * tokens: both in turn, the medians. To be run by hand; no test depends on it.
 */
final class ParseSpeed {

  private static final int EVENTS = 20_000;
  private static final int ROUNDS = 15;

  private ParseSpeed() {}

  /** Prints events a second. */
  public static void main(String[] args) throws IOException {
    List<byte[]> events = events(EVENTS);
    StringBuilder file = new StringBuilder();
    events.forEach(event -> file.append(new String(event, StandardCharsets.UTF_8)).append('\n'));
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
    System.out.println("bytes an event: " + bytes.length / EVENTS);
    ParseSettings all = ParseSettings.standard().withProperties(Set.of("plan"));
    byte[] avro = avro(events, all);
    byte[] log =
        """
        203.0.113.9 - - [17/May/2015:10:05:03 +0000] "GET /a/b?c=d HTTP/1.1" 200 2030 \
        "http://a.example/b/" "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_1) AppleWebKit/537.36 \
        (KHTML, like Gecko) Chrome/32.0.1700.77 Safari/537.36"
        """
            .repeat(EVENTS)
            .getBytes(StandardCharsets.US_ASCII);
    List<String> names =
        List.of("jackson", "decoder", "reader", "reader, few", "avro", "access log");
    double[][] rates = new double[names.size()][ROUNDS];
    for (int round = -10; round < ROUNDS; round++) {
      for (int i = 0; i < names.size(); i++) {
        long start = System.nanoTime();
        switch (i) {
          case 0 -> jackson(events);
          case 1 -> decoder(events, all);
          case 2 -> reader(bytes, all);
          case 3 -> reader(bytes, all.withFields(Set.of("device.id", "page.url")));
          case 4 -> reader(Format.THRONG_AVRO, avro, all);
          default -> reader(Format.ACCESS_LOG, log, all);
        }
        if (round >= 0) {
          rates[i][round] = EVENTS * 1e9 / (System.nanoTime() - start);
        }
      }
    }
    System.out.println("checksum " + kept);
    double jackson = median(rates[0]);
    for (int i = 0; i < names.size(); i++) {
      double rate = median(rates[i]);
      System.out.printf("%-12s %,12.0f events/s  %.2f%n", names.get(i), rate, rate / jackson);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void jackson(List<byte[]> events) throws IOException {
    JsonFactory factory = new JsonFactory();
    long tokens = 0;
    for (byte[] event : events) {
      try (JsonParser parser = factory.createParser(event)) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
    }
    kept += tokens;
  }

  private static void decoder(List<byte[]> events, ParseSettings settings) {
    EventDecoder decoder = Format.THRONG_JSON.decoder(settings);
    for (byte[] event : events) {
      decoder.decode(event, 0, event.length, COUNT);
    }
  }

  private static void reader(byte[] file, ParseSettings settings) throws IOException {
    reader(Format.THRONG_JSON, file, settings);
  }

  private static byte[] avro(List<byte[]> events, ParseSettings settings) throws IOException {
    List<IdentifiedEvent> read = new ArrayList<>();
    EventDecoder decoder = Format.THRONG_JSON.decoder(settings);
    for (byte[] event : events) {
      decoder.decode(event, 0, event.length, new Keeping(read));
    }
    return AvroFiles.file(
        IdentifiedEvent.getClassSchema(), CodecFactory.nullCodec(), Lists.partition(read, 100));
  }

  private record Keeping(List<IdentifiedEvent> all) implements Sink<IdentifiedEvent> {
    @Override
    public void keep(IdentifiedEvent event) {
      all.add(event);
    }

    @Override
    public void drop(DropReason reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void reject(RejectReason reason, String field) {
      throw new AssertionError(reason);
    }

    @Override
    public void warn(Warning warning) {
      throw new AssertionError(warning);
    }
  }

  private static void reader(Format format, byte[] file, ParseSettings settings)
      throws IOException {
    try (EventReader reader = format.open(Outcomes.channel(file), 0, Long.MAX_VALUE, settings)) {
      while (reader.next(COUNT)) {
        kept++;
      }
    }
  }

  private static long kept;

  private static final Sink<IdentifiedEvent> COUNT =
      new Sink<>() {
        @Override
        public void keep(IdentifiedEvent event) {
          kept += event.getEventTime();
        }

        @Override
        public void drop(DropReason reason) {
          throw new AssertionError(reason);
        }

        @Override
        public void reject(RejectReason reason, String field) {
          throw new AssertionError(reason);
        }

        @Override
        public void warn(Warning warning) {
          throw new AssertionError(warning);
        }
      };

  static List<byte[]> events(int count) {
    Random random = new Random(7);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String event =
          """
          {"event_id":"%016x","event_type":"product_view","event_time":"2026-06-%02dT%02d:23:01.625Z",\
          "device":{"id":"%016x-%08x","type":"mobile","os":"Android","screen":"1080x2400","language":"en-GB"},\
          "user":{"id":"u%d","role":"buyer","country":"DE"},"network":{"ip":"203.0.%d.%d"},\
          "user_agent":"Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",\
          "location":{"latitude":%d.%06d,"longitude":%d.%06d},\
          "page":{"url":"https://shop.example/p/%d?utm_source=x","referrer":"https://search.example/"},\
          "commerce":{"product_id":"p%d","category":"tools","price":%d.%02d,"currency":"EUR"},\
          "consent":{"statistical":true,"personalisation":false,"marketing":false},"properties":{"plan":"gold"}}"""
              .formatted(
                  random.nextLong(),
                  1 + i % 28,
                  i % 24,
                  random.nextLong(),
                  random.nextInt(),
                  random.nextInt(100_000),
                  random.nextInt(256),
                  random.nextInt(256),
                  random.nextInt(80),
                  random.nextInt(1_000_000),
                  random.nextInt(80),
                  random.nextInt(1_000_000),
                  random.nextInt(10_000),
                  random.nextInt(10_000),
                  random.nextInt(500),
                  random.nextInt(100));
      events.add(event.getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }
}
