package org.gflownet4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: rooms of the core know only the rooms below them, and nothing of what is built on the core. */
@AnalyzeClasses(packages = "org.gflownet4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_CORE_IS_PLAIN_JAVA = noClasses().that().resideInAPackage("org.gflownet4j..")
            .should().dependOnClassesThat().resideInAnyPackage("org.knime..", "org.eclipse..", "org.osgi..",
                    "org.nd4j..",
                    "org.bytedeco..", "org.openscience..", "org.gflownet4j.nd4j..", "org.gflownet4j.chem..",
                    "org.gflownet4j.bio..", "org.gflownet4j.knime..", "org.gflownet4j.app..");

    @ArchTest
    static final ArchRule ROOMS_HAVE_NO_CYCLES = slices().matching("org.gflownet4j.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule OBJECTIVES_SEE_NO_NETWORK = classes().that().resideInAPackage("org.gflownet4j.objective")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "org.gflownet4j.objective");

    @ArchTest
    static final ArchRule ENVIRONMENTS_STAND_ON_THE_GROUND = classes().that().resideInAPackage("org.gflownet4j.env")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.gflownet4j.env", "org.gflownet4j.progress");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NOTHING_OF_ITS_USERS = noClasses().that()
            .resideInAnyPackage("..compute..", "..nn..", "..random..", "..env..", "..reward..", "..policy..",
                    "..sample..", "..replay..", "..objective..", "..train..", "..metrics..")
            .should().dependOnClassesThat().resideInAnyPackage("..model..", "..operation..", "..picture..",
                    "..report..");

    @ArchTest
    static final ArchRule PICTURES_ARE_DRAWN_FROM_TABLES = classes().that().resideInAPackage("org.gflownet4j.picture")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.imageio..", "org.gflownet4j.picture", "org.gflownet4j.table");

    @ArchTest
    static final ArchRule NO_JAVA_SERIALIZATION = noClasses().should().dependOnClassesThat()
            .haveNameMatching("java\\.io\\.Object(In|Out)putStream");
}
