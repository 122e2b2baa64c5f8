package dev.throng.transforms.parse;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** How a file is compressed, which its first bytes tell. */
enum Compression {
  NONE(ImmutableList.of()) {
    @Override
    boolean begins(byte[] head, int length) {
      return true;
    }

    @Override
    InputStream open(InputStream in) {
      return in;
    }
  },

  GZIP(ImmutableList.of(".gz", ".gzip")) {
    @Override
    boolean begins(byte[] head, int length) {
      return length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    @Override
    InputStream open(InputStream in) {
      return new GzipInput(in);
    }
  },

  ZSTD(ImmutableList.of(".zst", ".zstd")) {
    @Override
    boolean begins(byte[] head, int length) {
      if (length < HEAD_BYTES) {
        return false;
      }
      int magic =
          (head[0] & 0xff)
              | (head[1] & 0xff) << 8
              | (head[2] & 0xff) << 16
              | (head[3] & 0xff) << 24;
      return magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50;
    }

    @Override
    InputStream open(InputStream in) throws IOException {
      return new ZstdInputStreamNoFinalizer(in).setLongMax(LARGEST_WINDOW_LOG);
    }
  };

  /** How many bytes of a file tell its compression. */
  static final int HEAD_BYTES = 4;

  /** 32 MB: what {@code zstd --ultra -20} asks for. A frame may claim up to 2 GB of memory. */
  static final int LARGEST_WINDOW_LOG = 25;

  private final ImmutableList<String> suffixes;

  Compression(ImmutableList<String> suffixes) {
    this.suffixes = suffixes;
  }

  /** Whether a file whose first {@code length} bytes are these may be so compressed. */
  abstract boolean begins(byte[] head, int length);

  /** What the stream holds; reading throws an {@link IOException} where it is corrupt. */
  abstract InputStream open(InputStream in) throws IOException;

  /** The compression of a file that begins with those bytes. */
  static Compression of(byte[] head, int length) {
    return GZIP.begins(head, length) ? GZIP : ZSTD.begins(head, length) ? ZSTD : NONE;
  }

  /** Whether a file of that name is compressed, as far as its name tells. */
  static boolean named(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression.suffixes.stream().anyMatch(lower::endsWith)) {
        return true;
      }
    }
    return false;
  }
}
