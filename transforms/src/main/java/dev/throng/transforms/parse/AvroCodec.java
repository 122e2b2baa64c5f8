package dev.throng.transforms.parse;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How the blocks of an Avro file are compressed. */
enum AvroCodec {
  NULL {
    @Override
    InputStream open(InputStream block) {
      return block;
    }
  },

  DEFLATE {
    @Override
    InputStream open(InputStream block) {
      return new InflaterInputStream(block, new Inflater(true), 1 << 13) {
        @Override
        public void close() throws IOException {
          inf.end();
          super.close();
        }
      };
    }
  },

  ZSTANDARD {
    @Override
    InputStream open(InputStream block) throws IOException {
      return new ZstdInputStreamNoFinalizer(block).setLongMax(Compression.LARGEST_WINDOW_LOG);
    }
  };

  /** The codec of that name in a file's header. */
  static AvroCodec named(String name) throws UnreadableInput {
    for (AvroCodec codec : values()) {
      if (codec.name().toLowerCase(Locale.ROOT).equals(name)) {
        return codec;
      }
    }
    throw new UnreadableInput("the codec of the Avro file is not null, deflate or zstandard");
  }

  /** What a block holds; reading throws an {@link IOException} where it is damaged. */
  abstract InputStream open(InputStream block) throws IOException;
}
