package dev.throng.pipeline.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.throng.pipeline.LocalCluster;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a cluster's REST interface, and so Flink's page, answers about its jobs and processes,
 * those of its answers that tell of an error among them. Which it is asked follows from what it
 * names: jobs, their tasks, metrics, checkpoints, and TaskManagers with their logs.
 */
final class RestAnswers {
  private static final List<String> CLUSTER =
      List.of(
          "/overview",
          "/config",
          "/datasets",
          "/jobs/overview",
          "/jobs/metrics",
          "/jobmanager/config",
          "/jobmanager/environment",
          "/jobmanager/thread-dump",
          "/jobmanager/log",
          "/jobmanager/stdout",
          "/taskmanagers/metrics");
  private static final List<String> JOB =
      List.of(
          "/config",
          "/plan",
          "/status",
          "/exceptions?maxExceptions=100",
          "/checkpoints/config",
          "/accumulators?includeSerializedValue=true",
          "/jobmanager/config",
          "/jobmanager/environment");
  private static final List<String> TASK =
      List.of(
          "/accumulators",
          "/backpressure",
          "/subtasks/accumulators",
          "/subtasks/metrics",
          "/subtasktimes",
          "/taskmanagers",
          "/watermarks");
  private static final List<String> WORKER = List.of("", "/log", "/stdout", "/thread-dump");

  /** Of these only the last ten are known, and there may be ten more meanwhile. */
  private static final String CHECKPOINT = "/checkpoints/details/";

  /** What Flink's server takes as one line, less what else stands in it. */
  private static final int MOST_CHARACTERS = 3_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalCluster cluster;

  /** What was said, by what was asked. */
  private final SortedMap<String, String> said = new TreeMap<>();

  private final List<String> unanswered = new ArrayList<>();

  private RestAnswers(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /** All answers of now. */
  static RestAnswers of(LocalCluster cluster) throws InterruptedException {
    RestAnswers answers = new RestAnswers(cluster);
    answers.ask();
    return answers;
  }

  /** Where one of these texts stands: the question, and the text. */
  List<String> naming(Collection<String> texts) {
    List<String> found = new ArrayList<>();
    said.forEach(
        (question, answer) ->
            texts.stream()
                .filter(text -> answer.contains(text) || question.contains(text))
                .forEach(text -> found.add(question + ": " + text)));
    return found;
  }

  /** What was asked in vain, as is to be expected while processes come and go. */
  List<String> unanswered() {
    return unanswered;
  }

  private void ask() throws InterruptedException {
    all("", CLUSTER);
    metrics("/jobmanager");
    for (JsonNode log : get("/jobmanager/logs").path("logs")) {
      get("/jobmanager/logs/" + part(log, "name"));
    }
    for (JsonNode job : get("/jobs").path("jobs")) {
      job("/jobs/" + part(job, "id"));
    }
    for (JsonNode worker : get("/taskmanagers").path("taskmanagers")) {
      String place = "/taskmanagers/" + part(worker, "id");
      all(place, WORKER);
      metrics(place);
      for (JsonNode log : get(place + "/logs").path("logs")) {
        get(place + "/logs/" + part(log, "name"));
      }
    }
  }

  private void job(String job) throws InterruptedException {
    all(job, JOB);
    metrics(job);
    JsonNode tasks = get(job).path("vertices");
    JsonNode newest = get(job + "/checkpoints").path("latest").path("completed").path("id");
    String checkpoint = job + CHECKPOINT + newest.asText();
    if (newest.isNumber()) {
      get(checkpoint);
    }
    for (JsonNode each : tasks) {
      String id = part(each, "id");
      String task = job + "/vertices/" + id;
      get(task);
      all(task, TASK);
      metrics(task);
      if (newest.isNumber()) {
        get(checkpoint + "/subtasks/" + id);
      }
      for (int i = 0; i < each.path("parallelism").asInt(); i++) {
        JsonNode attempt = get(task + "/subtasks/" + i).path("attempt");
        if (attempt.isNumber()) {
          get(task + "/subtasks/" + i + "/attempts/" + attempt.asText() + "/accumulators");
        }
      }
    }
  }

  private void all(String place, List<String> paths) throws InterruptedException {
    for (String path : paths) {
      get(place + path);
    }
  }

  /** All values there, as many at a time as one question can name. */
  private void metrics(String place) throws InterruptedException {
    StringBuilder names = new StringBuilder();
    for (JsonNode metric : get(place + "/metrics")) {
      String name = part(metric, "id");
      if (names.length() + name.length() > MOST_CHARACTERS) {
        get(place + "/metrics?get=" + names);
        names.setLength(0);
      }
      names.append(names.isEmpty() ? "" : ",").append(name);
    }
    if (!names.isEmpty()) {
      get(place + "/metrics?get=" + names);
    }
  }

  private JsonNode get(String path) throws InterruptedException {
    try {
      HttpResponse<String> answer = cluster.get(path);
      said.put(path, answer.body());
      if (answer.statusCode() == 200) {
        return JSON.readTree(answer.body());
      }
    } catch (JsonProcessingException text) {
      return MissingNode.getInstance();
    } catch (IOException nobody) {
      // It is among what nobody answered.
    }
    if (!path.contains(CHECKPOINT)) {
      unanswered.add(path);
    }
    return MissingNode.getInstance();
  }

  private static String part(JsonNode of, String name) {
    return URLEncoder.encode(of.path(name).asText(), StandardCharsets.UTF_8);
  }
}
