package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader gives of one record by itself says what the record said among the others. */
class RecordAloneTest {
  private static final ParseSettings SETTINGS = ParseSettings.standard().withMaxRecordBytes(1000);
  private static final String LONG = "x".repeat(1500);

  static Stream<Arguments> files() throws IOException {
    String json =
        """
        \ufeff{"event_type":"page_view","event_time":"2026-06-01T10:00:00Z","user":{"id":"a"}}

        {"event_type":"page_view","event_time":"nonsense"}\r
        {"event_type":"%s"}
        {"broken
        {"event_type":"search","event_time":1780300800000}"""
            .formatted(LONG);
    String table =
        """
        app_id,event_name,collector_tstamp,page_title
        a,page_view,2026-06-01 10:00:00.000,"one, ""two\"""
        a,page_view,never,title
        a,page_view
        """;
    Schema schema = AvroFiles.small();
    byte[] avro =
        AvroFiles.file(
            schema,
            CodecFactory.deflateCodec(6),
            List.of(
                List.of(
                    AvroFiles.event(schema, "page_view", 1780300800000L),
                    AvroFiles.event(schema, "", 1780300800000L)),
                List.of(AvroFiles.event(schema, "search", 1780300800001L))));
    return Stream.of(
        Arguments.of(Format.THRONG_JSON, bytes(json), 4),
        Arguments.of(Format.THRONG_JSON, gzip(bytes(json)), 4),
        Arguments.of(Format.SNOWPLOW_ENRICHED, bytes(table), 3),
        Arguments.of(Format.THRONG_AVRO, avro, 3),
        Arguments.of(
            Format.ACCESS_LOG,
            bytes(
                """
                203.0.113.9 - - [01/Jun/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 5 "-" "agent"
                no line of a log
                """),
            2));
  }

  /**
   * @param alone how many records can be had by themselves: none that is empty, or too large to be
   *     read
   */
  @ParameterizedTest
  @MethodSource("files")
  void saysTheSame(Format format, byte[] file, int alone) throws IOException {
    List<String> among = new ArrayList<>();
    List<String> single = new ArrayList<>();
    try (EventReader reader = format.open(channel(file), 0, Long.MAX_VALUE, SETTINGS)) {
      Outcomes outcomes = new Outcomes();
      for (int i = 0; reader.next(outcomes); i++) {
        Optional<byte[]> record = reader.record();
        if (record.isPresent()) {
          among.add(outcomes.all.get(i));
          List<String> read =
              Outcomes.read(
                  format.open(channel(record.orElseThrow()), 0, Long.MAX_VALUE, SETTINGS));
          assertEquals(1, read.size());
          single.add(read.get(0).substring(read.get(0).indexOf(": ") + 2));
        }
      }
    }
    assertEquals(alone, among.size(), among::toString);
    assertEquals(among, single);
    assertTrue(single.stream().anyMatch(each -> each.startsWith("{")), single::toString);
  }

  private static ReadableByteChannel channel(byte[] bytes) {
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes);
    }
    return out.toByteArray();
  }
}
