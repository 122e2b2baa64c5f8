package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last section of CONSENT.md, sentence by sentence. */
class JsonFactsTest {
  @TempDir Path folder;

  /** In the corpus, @ in a record is a subject, and in an outcome what was read of it. */
  static List<Corpus> cases() {
    return Corpus.of(
        "ledger-json.txt",
        "\"subject\":{\"type\":\"user\",\"id\":\"u1\"}",
        "subject.id=u1, subject.type=user");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void becomes(Corpus line) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(line.record());
    file.write('\n');
    assertEquals(List.of(line.outcome()), FactLines.told(file.toByteArray()));
  }

  /** Who writes raw ids cannot name a pseudonym, nor the other way round. */
  @Test
  void eachFileNamesItsSubjectsInItsOwnWay() throws IOException {
    byte[] file =
        """
        {"subject":{"type":"user","join":"j1"},"state":"minor"}
        {"subject":{"type":"user","id":"u1"},"state":"minor"}
        {"subject":{"join":"j1","type":"user","id":"u1"},"state":"minor"}
        {"subject":{"type":"user","join":"j1","join":"j1"},"state":"minor"}
        {"subject":{"type":"user","join":"j1"},"subject":{"type":"user","id":"u1"}}
        """
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(
            "unreadable",
            "{state=minor, subject.id=u1, subject.type=user}",
            "{state=minor, subject.id=u1, subject.type=user}",
            "unreadable",
            "unreadable"),
        FactLines.told(file));
    assertEquals(
        List.of(
            "{state=minor, subject.join=j1, subject.type=user}",
            "unreadable",
            "{state=minor, subject.join=j1, subject.type=user}",
            "unreadable",
            "unreadable"),
        FactLines.toldOfOwn(file));
  }

  private static byte[] everyCase() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (Corpus line : cases()) {
      file.writeBytes(line.record());
      file.writeBytes(file.size() % 3 == 0 ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
    }
    return file.toByteArray();
  }

  @Test
  void aLineTellsTheSameAmongOthers() throws IOException {
    assertEquals(cases().stream().map(Corpus::outcome).toList(), FactLines.told(everyCase()));
  }

  /** Cut in two at every byte, or anywhere else: no line twice, none left out. */
  @Test
  void everySplit() throws IOException {
    byte[] file =
        """
        {"subject":{"type":"user","id":"é"},"state":"minor","effective_at":1}\r

        {"subject":{"type":"user","id":"b"},"state
        no json
        {"subject":{"type":"device","id":7}}"""
            .getBytes(StandardCharsets.UTF_8);
    List<String> expected = FactLines.read(file);
    assertEquals(
        List.of(
            "0: {effective_at=1, state=minor, subject.id=é, subject.type=user}",
            "72: unreadable",
            "73: unclear {subject.id=b, subject.type=user}",
            "116: unreadable",
            "124: {subject.id=7, subject.type=device}"),
        expected);
    Path path = Files.write(folder.resolve("facts"), file);
    for (int cut = 0; cut <= file.length + 1; cut++) {
      List<String> seekable = new ArrayList<>();
      List<String> streamed = new ArrayList<>();
      long[] from = {0, cut};
      long[] to = {cut, Long.MAX_VALUE};
      for (int i = 0; i < 2; i++) {
        seekable.addAll(FactLines.read(FactReader.open(FileChannel.open(path), from[i], to[i])));
        streamed.addAll(FactLines.read(FactReader.open(Outcomes.channel(file), from[i], to[i])));
      }
      assertEquals(expected, seekable, "cut at " + cut);
      assertEquals(expected, streamed, "cut at " + cut);
    }
    List<String> bytewise = new ArrayList<>();
    for (int at = 0; at < file.length; at++) {
      bytewise.addAll(FactLines.read(FactReader.open(FileChannel.open(path), at, at + 1)));
    }
    assertEquals(expected, bytewise);
  }

  @Test
  void splitsOfAllCases() throws IOException {
    byte[] file = everyCase();
    List<String> expected = FactLines.read(file);
    Path path = Files.write(folder.resolve("facts"), file);
    for (int step : new int[] {1_000, 4_099, 70_000}) {
      List<String> read = new ArrayList<>();
      for (long at = 0; at < file.length; at += step) {
        read.addAll(FactLines.read(FactReader.open(FileChannel.open(path), at, at + step)));
      }
      assertEquals(expected, read, "steps of " + step);
    }
  }

  @Test
  void compressedEqualsPlain() throws IOException {
    byte[] plain = everyCase();
    List<String> expected = FactLines.read(plain);
    for (byte[] file : List.of(CompressionTest.gzip(plain), Zstd.compress(plain))) {
      assertEquals(expected, FactLines.read(file));
      assertEquals(expected, FactLines.read(FactReader.open(Outcomes.channel(file), 0, 1)));
      assertEquals(
          List.of(), FactLines.read(FactReader.open(Outcomes.channel(file), 1, Long.MAX_VALUE)));
    }
  }

  /** What comes before the damage is told, and then that there is more: nothing ends silently. */
  @Test
  void cutCompressedFiles() throws IOException {
    byte[] plain = everyCase();
    List<String> expected = FactLines.read(plain);
    for (byte[] file : List.of(CompressionTest.gzip(plain), Zstd.compress(plain))) {
      for (int cut = 5; cut < file.length; cut += 1 + file.length / 300) {
        List<String> read = FactLines.read(Arrays.copyOf(file, cut));
        int last = read.size() - 1;
        assertTrue(read.get(last).endsWith(": unreadable"), "cut at " + cut);
        assertEquals(expected.subList(0, last), read.subList(0, last), "cut at " + cut);
      }
    }
  }

  /** A file of nothing has no lines, and one that is cut within Avro's first bytes is no Avro. */
  @Test
  void filesOfAlmostNothing() throws IOException {
    assertEquals(List.of(), FactLines.read(new byte[0]));
    assertEquals(List.of(), FactLines.read(CompressionTest.gzip(new byte[0])));
    for (String head : List.of("O", "Obj", "Obj\n", "\n", "{}\n")) {
      assertEquals(
          List.of("0: unreadable"), FactLines.read(head.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  @Test
  void aFailingChannelIsNotTheLedgersFault() throws IOException {
    FailingChannel failing = new FailingChannel(Outcomes.channel(Arrays.copyOf(everyCase(), 500)));
    assertThrows(
        IOException.class, () -> FactLines.read(FactReader.open(failing, 0, Long.MAX_VALUE)));
  }
}
