package dev.throng.pipeline;

import java.io.File;
import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * A JobManager that runs one program as its application, as {@code standalone-job} does in Flink's
 * image; the jar with that is not to be had for Flink 1.19.
 */
@SuppressWarnings("try") // Flink's own can be interrupted while it closes.
public final class ApplicationProcess extends ApplicationClusterEntryPoint {
  private ApplicationProcess(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /** Takes {@code --configDir FOLDER FOLDER_OF_JARS CLASS}, and then the program's arguments. */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration(arguments[1]);
    PackagedProgram program =
        DefaultPackagedProgramRetriever.create(
                new File(arguments[2]),
                arguments[3],
                Arrays.copyOfRange(arguments, 4, arguments.length),
                configuration)
            .getPackagedProgram();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationProcess(configuration, program));
  }
}
