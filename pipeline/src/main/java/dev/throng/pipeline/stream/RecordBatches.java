package dev.throng.pipeline.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source whose elements are as many records of another one as are there, up to a limit: Beam
 * brings its metrics up to date with each element of a source, which costs a fifth of all work on a
 * record (F43). A batch is read whole or not at all, whatever fails.
 *
 * @param <T> the records
 * @param <M> what the other source keeps in a checkpoint
 */
final class RecordBatches<T, M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<List<T>, M> {
  private static final long serialVersionUID = 1;

  /** So few that what a checkpoint waits for is over within a tenth of a second. */
  static final int MOST = 1_000;

  private final UnboundedSource<T, M> records;

  RecordBatches(UnboundedSource<T, M> records) {
    this.records = records;
  }

  @Override
  public List<RecordBatches<T, M>> split(int splits, PipelineOptions options) throws Exception {
    List<RecordBatches<T, M>> parts = new ArrayList<>();
    for (UnboundedSource<T, M> part : records.split(splits, options)) {
      parts.add(new RecordBatches<>(part));
    }
    return parts;
  }

  @Override
  public UnboundedReader<List<T>> createReader(PipelineOptions options, @Nullable M mark)
      throws IOException {
    return new Reader<>(this, records.createReader(options, mark));
  }

  @Override
  public Coder<M> getCheckpointMarkCoder() {
    return records.getCheckpointMarkCoder();
  }

  @Override
  public Coder<List<T>> getOutputCoder() {
    return ListCoder.of(records.getOutputCoder());
  }

  @Override
  public void validate() {
    records.validate();
  }

  private static final class Reader<T> extends UnboundedReader<List<T>> {
    private final RecordBatches<T, ?> source;
    private final UnboundedReader<T> records;
    private List<T> batch = List.of();
    private Instant first = Instant.EPOCH;

    private Reader(RecordBatches<T, ?> source, UnboundedReader<T> records) {
      this.source = source;
      this.records = records;
    }

    @Override
    public boolean start() throws IOException {
      return take(records.start());
    }

    @Override
    public boolean advance() throws IOException {
      return take(records.advance());
    }

    private boolean take(boolean found) throws IOException {
      if (!found) {
        batch = List.of();
        return false;
      }
      batch = new ArrayList<>();
      first = records.getCurrentTimestamp();
      do {
        batch.add(records.getCurrent());
      } while (batch.size() < MOST && records.advance());
      return true;
    }

    @Override
    public List<T> getCurrent() {
      if (batch.isEmpty()) {
        throw new NoSuchElementException("no record was read");
      }
      return batch;
    }

    /** That of its first record: no other is earlier by the other source's watermark. */
    @Override
    public Instant getCurrentTimestamp() {
      return first;
    }

    @Override
    public Instant getWatermark() {
      return records.getWatermark();
    }

    /** With the watermark of now: KafkaIO notes only the one that it was last asked for (F44). */
    @Override
    public CheckpointMark getCheckpointMark() {
      records.getWatermark();
      return records.getCheckpointMark();
    }

    @Override
    public long getSplitBacklogBytes() {
      return records.getSplitBacklogBytes();
    }

    @Override
    public long getTotalBacklogBytes() {
      return records.getTotalBacklogBytes();
    }

    @Override
    public UnboundedSource<List<T>, ?> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws IOException {
      records.close();
    }
  }
}
