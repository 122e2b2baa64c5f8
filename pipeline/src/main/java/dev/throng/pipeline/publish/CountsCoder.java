package dev.throng.pipeline.publish;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.CustomCoder;

/** Codes {@link Counts} for state and shuffles, behind a byte for the version (F20). */
public final class CountsCoder extends CustomCoder<Counts> {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;

  @Override
  public void encode(Counts counts, OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeByte(VERSION);
    out.writeLong(counts.read());
    out.writeLong(counts.kept());
    write(counts.dropped(), out);
    write(counts.rejected(), out);
    write(counts.warnings(), out);
    out.flush();
  }

  @Override
  public Counts decode(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("version " + version + " of coded counts");
    }
    return new Counts(
        in.readLong(),
        in.readLong(),
        new TreeMap<>(read(in)),
        new TreeMap<>(read(in)),
        new TreeMap<>(read(in)));
  }

  private static void write(Map<String, Long> counts, DataOutputStream out) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      out.writeUTF(each.getKey());
      out.writeLong(each.getValue());
    }
  }

  private static Map<String, Long> read(DataInputStream in) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(in.readUTF(), in.readLong());
    }
    return counts;
  }

  @Override
  public void verifyDeterministic() {
    // Its maps are sorted.
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CountsCoder;
  }

  @Override
  public int hashCode() {
    return CountsCoder.class.hashCode();
  }
}
