package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.read.ClientSettings;
import dev.throng.pipeline.read.MissingInputException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the launcher asks of a topic before it starts a job that would wait for it for ever. */
public final class Topics {
  private static final int PATIENCE_SECONDS = 20;

  private Topics() {}

  /**
   * How many partitions a topic has.
   *
   * @throws MissingInputException where there is no such topic, or no broker answers
   * @throws IOException where it was interrupted
   */
  public static int partitions(Input.Topic topic) throws IOException {
    Map<String, Object> settings = new HashMap<>(ClientSettings.of(topic));
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    try (Admin admin = Admin.create(settings)) {
      return admin
          .describeTopics(List.of(topic.topic()))
          .allTopicNames()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .get(topic.topic())
          .partitions()
          .size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new MissingInputException(
            "there is no topic '" + topic.topic() + "' at " + topic.bootstrap());
      }
      throw silent(topic);
    } catch (TimeoutException e) {
      throw silent(topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private static MissingInputException silent(Input.Topic topic) {
    return new MissingInputException(
        "no broker at "
            + topic.bootstrap()
            + " answers for the topic '"
            + topic.topic()
            + "'; see 'bootstrap' and 'properties' in the job file");
  }
}
