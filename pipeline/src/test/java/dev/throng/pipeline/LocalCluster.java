package dev.throng.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A Flink cluster of processes of its own on this machine: a JobManager and some TaskManagers, with
 * Flink's own jars only (F6). What a job needs beyond them it must bring, as to any cluster.
 *
 * <p>The processes end with {@link #close()}, and with this JVM if it ends in order. Logs stand in
 * the work folder. Belongs to one thread.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Flink's jars and what they need, by name: what a distribution of Flink has in its lib folder.
   */
  private static final Pattern FLINK =
      Pattern.compile(
          "(flink|frocksdbjni|slf4j|async-profiler|chill-java|commons-(cli|collections|compress|io|lang3|math3"
              + "|text)|javassist|jsr305|kryo|lz4-java|minlog|objenesis|snakeyaml|snappy-java)"
              + "-[\\w-]*\\d.*\\.jar");

  /** What Flink tests itself with is in no cluster. */
  private static final Pattern FLINKS_TESTS =
      Pattern.compile("flink-.*(-tests|test-utils.*)\\.jar$");

  private final Path folder;
  private final int slotsEach;
  private final int restPort;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> taskManagers = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();
  private final List<Path> links = new ArrayList<>();
  private final Thread hook = new Thread(this::destroyAll);

  private LocalCluster(Path folder, int slotsEach, int restPort) {
    this.folder = folder;
    this.slotsEach = slotsEach;
    this.restPort = restPort;
  }

  /**
   * Starts a cluster and waits until all its TaskManagers are registered.
   *
   * @param workFolder where configuration, logs and temporary files go; need not be there
   */
  public static LocalCluster start(Path workFolder, int taskManagers, int slotsEach)
      throws IOException, InterruptedException {
    return start(workFolder, taskManagers, slotsEach, "");
  }

  /**
   * The same with more settings of Flink's.
   *
   * @param more lines of {@code config.yaml}
   */
  public static LocalCluster start(Path workFolder, int taskManagers, int slotsEach, String more)
      throws IOException, InterruptedException {
    return start(
        workFolder,
        taskManagers,
        slotsEach,
        more,
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        List.of());
  }

  /**
   * A cluster for one program, which its JobManager runs as its application.
   *
   * @param main the program's class
   */
  public static LocalCluster startApplication(
      Path workFolder, int slots, String more, String main, List<String> arguments)
      throws IOException, InterruptedException {
    Path jars = Files.createDirectories(workFolder.toAbsolutePath().resolve("usrlib"));
    List<String> all = new ArrayList<>(List.of(jars.toString(), main));
    all.addAll(arguments);
    List<Path> links = new ArrayList<>();
    int number = 0;
    for (String entry : filesToStage()) {
      Path jar = jars.resolve(number++ + ".jar");
      if (Files.isDirectory(Path.of(entry))) {
        pack(Path.of(entry), jar);
      } else {
        links.add(Files.createSymbolicLink(jar, Path.of(entry).toAbsolutePath()));
      }
    }
    LocalCluster cluster =
        start(workFolder, 1, slots, more, ApplicationProcess.class.getName(), all);
    cluster.links.addAll(links);
    return cluster;
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(
            new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
      }
    }
  }

  private static LocalCluster start(
      Path workFolder,
      int taskManagers,
      int slotsEach,
      String more,
      String main,
      List<String> arguments)
      throws IOException, InterruptedException {
    Path folder = workFolder.toAbsolutePath();
    Files.createDirectories(folder.resolve("conf"));
    Files.createDirectories(folder.resolve("tmp"));
    int port = FreePorts.first(2);
    LocalCluster cluster = new LocalCluster(folder, slotsEach, port);
    Runtime.getRuntime().addShutdownHook(cluster.hook);
    try {
      Files.writeString(folder.resolve("conf/config.yaml"), cluster.settings(port + 1) + more);
      cluster.launch("jobmanager", arguments.isEmpty() ? "256m" : "512m", main, arguments);
      for (int i = 0; i < taskManagers; i++) {
        cluster.startTaskManager();
      }
      cluster.awaitTaskManagers(taskManagers);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /** What {@code --flinkMaster} takes. */
  public String master() {
    return "localhost:" + restPort;
  }

  /** The process of the TaskManager that was started as number {@code i}, from 0 on. */
  public long pid(int i) {
    return taskManagers.get(i).pid();
  }

  /** The numbers of the TaskManagers whose processes have not ended. */
  public List<Integer> livingTaskManagers() {
    return IntStream.range(0, taskManagers.size())
        .filter(i -> taskManagers.get(i).isAlive())
        .boxed()
        .toList();
  }

  /** Kills a TaskManager (SIGKILL) and waits for its end; the cluster learns of it by itself. */
  public void killTaskManager(int i) throws InterruptedException {
    taskManagers.get(i).destroyForcibly().waitFor();
  }

  /** Kills the JobManager (SIGKILL); what it knew is lost, but for what lies in files. */
  public void killJobManager() throws InterruptedException {
    processes.get(0).destroyForcibly().waitFor();
  }

  /** Starts one more TaskManager and does not wait for it. */
  public void startTaskManager() throws IOException {
    String name = "taskmanager-" + taskManagers.size();
    taskManagers.add(
        launch(
            name,
            "512m",
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of("-D", "taskmanager.resource-id=" + name)));
  }

  /** How many TaskManagers the JobManager counts on; 0 while it does not answer. */
  public int registeredTaskManagers() throws InterruptedException {
    try {
      return rest("/taskmanagers").path("taskmanagers").size();
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** Waits until the JobManager counts on exactly {@code count} TaskManagers. */
  public void awaitTaskManagers(int count) throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (registeredTaskManagers() != count) {
      if (System.nanoTime() > end) {
        throw new IOException("No " + count + " TaskManagers in time; see the logs in " + folder);
      }
      if (!processes.get(0).isAlive()) {
        throw new IOException("The JobManager has ended:\n" + Files.readString(log("jobmanager")));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** What the JobManager answers to a GET of {@code path}, as in {@code /jobs/overview}. */
  public JsonNode rest(String path) throws IOException, InterruptedException {
    return answer(path, request(path).build());
  }

  /** The same as it comes, whatever it is. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What it answers to a POST of a body of JSON. */
  public JsonNode post(String path, String body) throws IOException, InterruptedException {
    return answer(
        path,
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + master() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private JsonNode answer(String path, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(path + " answers " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }

  /**
   * What of this JVM's class path a job has to bring, for {@code --filesToStage}: everything that a
   * cluster does not have already.
   */
  public static List<String> filesToStage() {
    return classPath().stream().filter(entry -> !isFlink(entry)).toList();
  }

  @Override
  public void close() {
    destroyAll();
    // JUnit warns of links that lead out of its folders.
    links.forEach(link -> link.toFile().delete());
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook runs already.
    }
  }

  private void destroyAll() {
    processes.forEach(Process::destroyForcibly);
    for (Process process : processes) {
      process.onExit().join();
    }
  }

  private Process launch(String name, String heap, String main, List<String> arguments)
      throws IOException {
    // Flink's page shows it, and a file beside it that ends with "out".
    Path log = log(name);
    List<String> command =
        ChildJava.java(
            heap, "-Djava.io.tmpdir=" + folder.resolve("tmp"), "-Dlog.file=" + log, "-cp");
    command.add(
        String.join(
            File.pathSeparator,
            classPath().stream().filter(entry -> isFlink(entry) || isTests(entry)).toList()));
    command.add(main);
    command.addAll(List.of("--configDir", folder.resolve("conf").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // A configuration of another Flink on this machine is not ours.
    builder.environment().remove("FLINK_CONF_DIR");
    builder.redirectError(log.toFile()).redirectOutput(folder.resolve(name + ".out").toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private String settings(int rpcPort) {
    return String.join(
        "\n",
        "jobmanager.rpc.address: localhost",
        "jobmanager.rpc.port: " + rpcPort,
        "jobmanager.bind-host: localhost",
        "rest.address: localhost",
        "rest.bind-address: localhost",
        "rest.port: " + restPort,
        "taskmanager.host: localhost",
        "taskmanager.bind-host: localhost",
        "taskmanager.numberOfTaskSlots: " + slotsEach,
        // F6: a TaskManager that no script of Flink starts is told every size.
        "taskmanager.cpu.cores: 1",
        "taskmanager.memory.framework.heap.size: 128m",
        "taskmanager.memory.task.heap.size: 384m",
        "taskmanager.memory.framework.off-heap.size: 64m",
        "taskmanager.memory.task.off-heap.size: 64m",
        // 64 MB a slot is what the step that reads needs to send; see
        // deploy/local/conf/config.yaml.
        "taskmanager.memory.network.min: " + networkMegabytes() + "m",
        "taskmanager.memory.network.max: " + networkMegabytes() + "m",
        // F39: with 64 MB a slot what RocksDB writes stalls.
        "taskmanager.memory.managed.size: " + 256 * slotsEach + "m",
        "taskmanager.memory.jvm-metaspace.size: 256m",
        "taskmanager.memory.jvm-overhead.min: 64m",
        "taskmanager.memory.jvm-overhead.max: 64m",
        // A lost TaskManager is noticed soon.
        "heartbeat.interval: 1000",
        "heartbeat.timeout: 10000",
        "io.tmp.dirs: '" + folder.resolve("tmp") + "'",
        "");
  }

  private int networkMegabytes() {
    return 128 * slotsEach;
  }

  /** Where {@link ApplicationProcess} is. */
  private static boolean isTests(String entry) {
    return entry.endsWith("test-classes");
  }

  private static boolean isFlink(String entry) {
    return FLINK.matcher(Path.of(entry).getFileName().toString()).matches();
  }

  private static List<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !FLINKS_TESTS.matcher(entry).find())
        .toList();
  }
}
