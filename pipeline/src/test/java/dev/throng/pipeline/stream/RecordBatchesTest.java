package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Over a source of numbers. */
class RecordBatchesTest {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();

  private static RecordBatches<Long, Mark> all() {
    return new RecordBatches<>(new Numbers(0, Long.MAX_VALUE, 1));
  }

  @Test
  void batchesAreTheRecordsInTheirOrderAndAMarkStandsBehindAWholeOne() throws Exception {
    RecordBatches<Long, Mark> source = all();
    List<Long> read = new ArrayList<>();
    byte[] mark;
    try (UnboundedReader<List<Long>> reader = source.createReader(OPTIONS, null)) {
      assertTrue(reader.start());
      read.addAll(reader.getCurrent());
      assertTrue(reader.advance());
      read.addAll(reader.getCurrent());
      mark =
          CoderUtils.encodeToByteArray(
              source.getCheckpointMarkCoder(), (Mark) reader.getCheckpointMark());
      assertTrue(reader.advance());
    }
    Mark before = CoderUtils.decodeFromByteArray(source.getCheckpointMarkCoder(), mark);
    try (UnboundedReader<List<Long>> reader = source.createReader(OPTIONS, before)) {
      assertTrue(reader.start());
      read.addAll(reader.getCurrent());
    }
    assertEquals(LongStream.range(0, 3L * RecordBatches.MOST).boxed().toList(), read);
  }

  @Test
  void aBatchWaitsForNoMoreThanIsThere() throws Exception {
    try (UnboundedReader<List<Long>> reader =
        new RecordBatches<>(new Numbers(7, 9, 1)).createReader(OPTIONS, null)) {
      assertTrue(reader.start());
      assertEquals(List.of(7L, 8L), reader.getCurrent());
      assertEquals(Instant.ofEpochMilli(7), reader.getCurrentTimestamp());
      assertFalse(reader.advance());
      assertThrows(NoSuchElementException.class, reader::getCurrent);
    }
  }

  @Test
  void partsAreThoseOfTheOtherSource() throws Exception {
    List<Long> first = new ArrayList<>();
    for (RecordBatches<Long, Mark> part : all().split(3, OPTIONS)) {
      try (UnboundedReader<List<Long>> reader = part.createReader(OPTIONS, null)) {
        assertTrue(reader.start());
        first.add(reader.getCurrent().get(1));
      }
    }
    assertEquals(List.of(3L, 4L, 5L), first, "every third number, from 0, 1 and 2");
  }

  /** The number that comes next. */
  private record Mark(long next) implements UnboundedSource.CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {}
  }

  /** Every so many numbers of a range, each at the millisecond that it says. */
  private static final class Numbers extends UnboundedSource<Long, Mark> {
    private static final long serialVersionUID = 1;

    private final long first;
    private final long end;
    private final long stride;

    private Numbers(long first, long end, long stride) {
      this.first = first;
      this.end = end;
      this.stride = stride;
    }

    @Override
    public List<Numbers> split(int splits, PipelineOptions options) {
      return LongStream.range(0, splits)
          .mapToObj(part -> new Numbers(first + part * stride, end, splits * stride))
          .toList();
    }

    @Override
    public UnboundedReader<Long> createReader(PipelineOptions options, @Nullable Mark mark) {
      return new UnboundedReader<>() {
        private long current = (mark == null ? first : mark.next()) - stride;

        @Override
        public boolean start() {
          return advance();
        }

        @Override
        public boolean advance() {
          if (current + stride >= end) {
            return false;
          }
          current += stride;
          return true;
        }

        @Override
        public Long getCurrent() {
          return current;
        }

        @Override
        public Instant getCurrentTimestamp() {
          return Instant.ofEpochMilli(current);
        }

        @Override
        public Instant getWatermark() {
          return Instant.ofEpochMilli(current);
        }

        @Override
        public CheckpointMark getCheckpointMark() {
          return new Mark(current + stride);
        }

        @Override
        public UnboundedSource<Long, ?> getCurrentSource() {
          return Numbers.this;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Coder<Mark> getCheckpointMarkCoder() {
      return SerializableCoder.of(Mark.class);
    }

    @Override
    public Coder<Long> getOutputCoder() {
      return VarLongCoder.of();
    }
  }
}
