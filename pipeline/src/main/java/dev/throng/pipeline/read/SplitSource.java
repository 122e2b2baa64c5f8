package dev.throng.pipeline.read;

import dev.throng.schemas.Split;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The splits of the input as a source of as many parts, whatever the runner wishes: on Flink each
 * worker then asks for the next when it has done one, so that all end together.
 */
public final class SplitSource extends BoundedSource<Split> {
  private static final long serialVersionUID = 1;

  private final List<FilePart> parts;

  /** A source of these splits, in any order. */
  public SplitSource(List<Split> splits) {
    this(splits.stream().map(FilePart::of).toList(), true);
  }

  private SplitSource(List<FilePart> parts, boolean copy) {
    this.parts = copy ? List.copyOf(parts) : parts;
  }

  @Override
  public List<SplitSource> split(long desiredBundleSizeBytes, PipelineOptions options) {
    return parts.stream().map(part -> new SplitSource(List.of(part), false)).toList();
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return parts.stream().mapToLong(part -> Math.min(part.end() - part.start(), 1L << 32)).sum();
  }

  @Override
  public BoundedReader<Split> createReader(PipelineOptions options) {
    return new Reader(this);
  }

  @Override
  public Coder<Split> getOutputCoder() {
    return NounCoder.of(Split.class);
  }

  private static final class Reader extends BoundedReader<Split> {
    private final SplitSource source;
    private final Iterator<FilePart> left;
    private Split current = new Split();
    private boolean done;

    private Reader(SplitSource source) {
      this.source = source;
      this.left = source.parts.iterator();
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      done = !left.hasNext();
      if (done) {
        return false;
      }
      FilePart part = left.next();
      current = part.split();
      return true;
    }

    @Override
    public Split getCurrent() {
      if (done) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public void close() {}

    @Override
    public BoundedSource<Split> getCurrentSource() {
      return source;
    }
  }
}
