package dev.throng.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.beam.sdk.transforms.DoFn;
import org.junit.jupiter.api.Test;

/** Who may know whom in the pipeline. */
class RoomsTest {
  private static final String ROOT = "dev.throng.pipeline";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void nobodyKnowsTheCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".cli..")
        .check(CLASSES);
  }

  @Test
  void whatIsWrittenDoesNotKnowWhereItComesFrom() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".read..", ROOT + ".job..", ROOT + ".run..", ROOT)
        .check(CLASSES);
  }

  @Test
  void onlyTheEngineKnowsFlink() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".run..", ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.beam.runners..")
        .check(CLASSES);
  }

  /**
   * Raw events are known to the fused chain over files and over topics, to what tells of schemas,
   * and to what makes events of nobody.
   */
  @Test
  void rawEventsStayInTheChain() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".read..", ROOT + ".stream..", ROOT + ".check..", ROOT + ".generate..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.throng.schemas.IdentifiedEvent")
        .check(CLASSES);
  }

  @Test
  void carriersAreFinal() {
    classes()
        .that()
        .areAssignableTo(DoFn.class)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  /** All reading and writing goes through Beam's file systems; commands write local folders. */
  @Test
  void nothingThatIsPublishedAssumesALocalPath() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".publish..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".publish..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .check(CLASSES);
  }

  /** A page is made of files that are released, so nothing else can come into it. */
  @Test
  void thePageKnowsOnlyWhatIsReleased() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".report..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.throng..")
                .and(JavaClass.Predicates.resideOutsideOfPackage(ROOT + ".report..")))
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl)$").check(CLASSES);
  }
}
