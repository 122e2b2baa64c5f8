package dev.throng.pipeline.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.EventForm;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.parse.UnreadableInput;
import dev.throng.transforms.pseudonymize.key.RecordOpener;
import dev.throng.transforms.pseudonymize.key.SealedRecord;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads rejections, and of each the record that is sealed in it: opened in memory, and nowhere else
 * (law 1). A line without a seal that opens is a record that cannot be read.
 */
public final class SealedReader implements EventReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BufferedReader lines;
  private final RecordOpener opener;
  private final EventForm format;
  private final ParseSettings parsing;
  private long number = -1;

  /** A reader of the lines of a channel, which it closes. */
  public SealedReader(
      ReadableByteChannel channel, RecordOpener opener, EventForm format, ParseSettings parsing) {
    this.lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8), 1 << 16);
    this.opener = opener;
    this.format = format;
    this.parsing = parsing;
  }

  @Override
  public boolean next(Sink<? super IdentifiedEvent> sink) throws IOException {
    String line = lines.readLine();
    if (line == null) {
      return false;
    }
    number++;
    byte[] record = open(line);
    if (record == null || record.length == 0) {
      sink.reject(RejectReason.UNREADABLE_BLOCK);
    } else if (record[0] == Sealing.MESSAGE) {
      format.decoder(parsing).decode(record, 1, record.length - 1, sink);
    } else {
      readFile(Arrays.copyOfRange(record, 1, record.length), sink);
    }
    return true;
  }

  private byte @Nullable [] open(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return SealedRecord.parse(json.path("sealed").asText())
          .flatMap(
              found -> opener.open(found, json.path("file").asText(), json.path("offset").asLong()))
          .orElse(null);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void readFile(byte[] file, Sink<? super IdentifiedEvent> sink) throws IOException {
    try (EventReader reader =
        format.open(
            Channels.newChannel(new ByteArrayInputStream(file)), 0, Long.MAX_VALUE, parsing)) {
      if (!reader.next(sink)) {
        sink.reject(RejectReason.MALFORMED);
      }
    } catch (UnreadableInput e) {
      sink.reject(RejectReason.MALFORMED);
    }
  }

  @Override
  public Optional<byte[]> record() {
    return Optional.empty();
  }

  /** The number of the last line, from 0. */
  @Override
  public long offset() {
    return number;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
