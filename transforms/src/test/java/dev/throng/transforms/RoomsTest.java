package dev.throng.transforms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom among the rooms (design, section 2). */
class RoomsTest {
  private static final String ROOT = "dev.throng.transforms.";
  private static final List<String> STAGES =
      List.of("parse", "pseudonymize", "consent", "aggregate", "release");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.throng.transforms");

  @ParameterizedTest
  @ValueSource(strings = {"parse", "pseudonymize", "consent", "aggregate", "release"})
  void aStageKnowsNoOtherStage(String stage) {
    List<String> others = new ArrayList<>();
    for (String other : STAGES) {
      if (!other.equals(stage)) {
        others.add(ROOT + other + "..");
      }
    }
    noClasses()
        .that()
        .resideInAPackage(ROOT + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.toArray(String[]::new))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step", "settings", "files"})
  void whatAllKnowKnowsNoStage(String room) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            STAGES.stream().map(stage -> ROOT + stage + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void treatmentsDoNotKnowThePolicyThatChoosesThem() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "pseudonymize.treatment..",
            ROOT + "pseudonymize.geo..",
            ROOT + "pseudonymize.agent..",
            ROOT + "pseudonymize.key..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "pseudonymize")
        .check(CLASSES);
  }

  @Test
  void signalsDoNotKnowTheRuleThatWeighsThem() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "consent.signal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "consent")
        .check(CLASSES);
  }

  /** Numbers, then draws of them, then what is drawn of people; costs beside; tables at the end. */
  @Test
  void noiseIsBuiltFromTheGroundUp() {
    List<List<String>> storeys =
        List.of(List.of("exact"), List.of("mechanisms"), List.of("bounding", "budget"));
    for (int i = 0; i < storeys.size(); i++) {
      for (String room : storeys.get(i)) {
        List<String> above = new ArrayList<>(List.of(ROOT + "release", ROOT + "release.noisy.."));
        storeys.subList(i, storeys.size()).stream()
            .flatMap(List::stream)
            .filter(other -> !other.equals(room))
            .forEach(other -> above.add(ROOT + "release." + other + ".."));
        noClasses()
            .that()
            .resideInAPackage(ROOT + "release." + room + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above.toArray(String[]::new))
            .check(CLASSES);
      }
    }
  }

  /** Logic is plain Java (law 6): of Beam only file systems, and those only for small files. */
  @Test
  void noConnectorAndNoRunnerIsKnown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.beam.runners..", "org.apache.kafka..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "files..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.beam..")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.throng.pipeline..")
        .check(CLASSES);
  }

  @Test
  void everyClassLivesInARoom() {
    classes().should().resideInAnyPackage(ROOT + "*..").check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl)$").check(CLASSES);
  }
}
