package org.portbound;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rooms and the direction of every arrow between them. */
final class HouseTest {
  private static final String ROOT = "org.portbound";

  /** Each room and the rooms it may know. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("text", Set.of()),
          Map.entry("socket", Set.of("text")),
          Map.entry("socket.posix", Set.of("socket", "text")),
          Map.entry("socket.nio", Set.of("socket", "text")),
          Map.entry("rules", Set.of("socket", "text")),
          Map.entry("diagnosis", Set.of("rules", "socket", "text")),
          Map.entry("experiment", Set.of("rules", "socket", "socket.posix", "text")),
          Map.entry("capture", Set.of("socket", "text")),
          Map.entry("message", Set.of("socket", "text")),
          Map.entry("file", Set.of("capture", "message", "socket", "text")),
          Map.entry("code", Set.of("message", "socket", "text")),
          Map.entry("decode", Set.of("text")),
          Map.entry("probe", Set.of("capture", "decode", "socket", "text")),
          Map.entry("peer", Set.of("socket", "text")),
          Map.entry("guide", Set.of()),
          Map.entry(
              "workbench",
              Set.of(
                  "text",
                  "socket",
                  "socket.posix",
                  "socket.nio",
                  "rules",
                  "diagnosis",
                  "capture",
                  "decode",
                  "message",
                  "code",
                  "probe",
                  "file",
                  "peer")),
          Map.entry(
              "lesson",
              Set.of(
                  "workbench",
                  "text",
                  "socket",
                  "diagnosis",
                  "capture",
                  "code",
                  "message",
                  "peer")),
          Map.entry(
              "cli",
              Set.of(
                  "workbench",
                  "lesson",
                  "guide",
                  "text",
                  "socket",
                  "rules",
                  "diagnosis",
                  "capture",
                  "decode",
                  "message",
                  "code",
                  "probe",
                  "file",
                  "peer",
                  "experiment")),
          Map.entry(
              "ui",
              Set.of(
                  "workbench",
                  "lesson",
                  "guide",
                  "text",
                  "socket",
                  "rules",
                  "diagnosis",
                  "capture",
                  "decode",
                  "message",
                  "code",
                  "probe",
                  "file",
                  "peer",
                  "experiment")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyArrowRunsDownTheTable() {
    var rooms = new TreeSet<String>();
    for (JavaClass each : CLASSES) {
      rooms.add(roomOf(each.getPackageName()));
    }
    rooms.remove("");
    assertEquals(new TreeSet<>(MAY_KNOW.keySet()), rooms, "rooms of the table and of the code");
    for (String room : rooms) {
      var allowed = new ArrayList<String>(MAY_KNOW.get(room));
      allowed.add(room);
      noClasses()
          .that(inRoom(List.of(room)))
          .should()
          .dependOnClassesThat(
              inRoom(rooms.stream().filter(each -> !allowed.contains(each)).toList())
                  .as("rooms that %s may not know", room))
          .check(CLASSES);
    }
  }

  @Test
  void nothingRunsInACircle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheWindowKnowsTheToolkit() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT + ".ui.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheProviderAndTwoClassesKnowNativeCalls() {
    noClasses()
        .that(
            resideOutsideOfPackages(ROOT + ".socket.posix..")
                .and(DescribedPredicate.not(named(ROOT + ".diagnosis.SystemUsers")))
                .and(DescribedPredicate.not(named(ROOT + ".DisplayCheck"))))
        .should()
        .dependOnClassesThat(resideInAnyPackage("jnr..", "com.kenai.jffi.."))
        .check(CLASSES);
  }

  @Test
  void onlyDecodersKnowTheDnsLibraryAndNothingInItThatAsksTheNetwork() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT + ".decode.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.xbill.."))
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.xbill\\.DNS\\.((\\w*Resolver|Lookup|Address|Cache|Zone).*|\\w+\\..*)")
        .check(CLASSES);
  }

  @Test
  void onlyLessonsKnowTheYamlLibraryAndNothingInItThatMakesObjects() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT + ".lesson.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.snakeyaml.."))
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.snakeyaml.engine.v2.constructor..", "org.snakeyaml.engine.v2.env.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheGuideKnowsTheMarkdownLibrary() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT + ".guide.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.commonmark.."))
        .check(CLASSES);
  }

  @Test
  void aPredictionNeverReachesASocket() {
    noClasses()
        .that(resideInAnyPackage(ROOT + ".experiment.predict..", ROOT + ".rules.."))
        .should()
        .transitivelyDependOnClassesThat(
            resideInAnyPackage(
                ROOT + ".socket.posix..", ROOT + ".socket.nio..", "jnr..", "java.nio.channels.."))
        .check(CLASSES);
  }

  @Test
  void pagesNeverKnowOneAnother() {
    slices()
        .matching(ROOT + ".ui.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(), resideInAnyPackage(ROOT + ".ui.control.."))
        .check(CLASSES);
  }

  @Test
  void everyRoomSaysItsDuty() {
    for (JavaClass each : CLASSES) {
      Path duty =
          Path.of("src/main/java", each.getPackageName().split("\\.")).resolve("package-info.java");
      assertTrue(Files.exists(duty), each.getPackageName() + " has no package-info");
    }
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, each -> each.getName().startsWith(name));
  }

  private static DescribedPredicate<JavaClass> inRoom(List<String> rooms) {
    return DescribedPredicate.describe(
        "in " + rooms, each -> rooms.contains(roomOf(each.getPackageName())));
  }

  /** {@code socket.posix} for that package, else the first word after the root. */
  private static String roomOf(String packageName) {
    if (!packageName.startsWith(ROOT + ".")) {
      return "";
    }
    String inside = packageName.substring(ROOT.length() + 1);
    int dot = inside.indexOf('.');
    String first = dot < 0 ? inside : inside.substring(0, dot);
    return first.equals("socket") ? inside : first;
  }
}
