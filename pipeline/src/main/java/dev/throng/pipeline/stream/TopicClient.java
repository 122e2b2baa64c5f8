package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clients of a topic, on the worker: credentials, TLS and SASL stand in a file that is
 * read there, and are in no option, plan or checkpoint (F12).
 *
 * @param properties the file; null where there is none
 */
record TopicClient(@Nullable String properties)
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

  /** A record is made by this, also where a worker unpacks its source, and before it reads. */
  TopicClient {
    TrustedMarks.trust();
  }

  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(secrets(properties));
    all.putAll(settings);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return new KafkaConsumer<>(all);
  }

  /** The client's settings for a topic, secrets among them. */
  static Map<String, Object> settings(Input.Topic topic) {
    Map<String, Object> all = new HashMap<>(secrets(topic.properties()));
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrap());
    return all;
  }

  /**
   * The settings of a file of Java properties; none where there is no file.
   *
   * @throws UncheckedIOException where it cannot be read
   */
  static Map<String, String> secrets(@Nullable String file) {
    Map<String, String> secrets = new HashMap<>();
    if (file != null) {
      Properties read = new Properties();
      try (InputStream in =
          Channels.newInputStream(
              FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
        read.load(in);
      } catch (IllegalArgumentException quoting) {
        // F22: the message of a bad escape may quote what stands around it.
        throw new UncheckedIOException(new IOException(file + " is no file of properties"));
      } catch (IOException e) {
        throw new UncheckedIOException(new IOException(file + " cannot be read", e));
      }
      read.stringPropertyNames().forEach(name -> secrets.put(name, read.getProperty(name)));
    }
    return secrets;
  }
}
