package waybill;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import waybill.ui.Background;

/** Who may import whom. */
@AnalyzeClasses(packages = "waybill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Each outside library and the one place that may use it. */
    private static final Map<String, String> HOMES = Map.ofEntries(
            Map.entry("com.ibm.icu..", "waybill.destination.."),
            Map.entry("org.apache.hc..", "waybill.http.."),
            Map.entry("org.h2..", "waybill.store.."),
            Map.entry("java.sql..", "waybill.store.."),
            Map.entry("org.jasypt..", "waybill.store.."),
            Map.entry("org.bouncycastle.crypto..", "waybill.vault.."),
            Map.entry("org.bouncycastle.cert..", "waybill.receiver.."),
            Map.entry("org.bouncycastle.operator..", "waybill.receiver.."),
            Map.entry("org.bouncycastle.asn1..", "waybill.receiver.."),
            Map.entry("com.github.javakeyring..", "waybill.vault.keychain.."),
            Map.entry("java.lang.foreign..", "waybill.vault.keychain.."),
            Map.entry("com.nulabinc..", "waybill.ui.."),
            Map.entry("de.siegmar..", "waybill.export.."),
            Map.entry("org.fxmisc..", "waybill.ui.deliver.."),
            Map.entry("org.reactfx..", "waybill.ui.deliver.."),
            Map.entry("org.controlsfx..", "waybill.ui.."),
            Map.entry("atlantafx..", "waybill.ui.."));

    @ArchTest static final ArchRule layers = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("root").definedBy("waybill")
            .layer("destination").definedBy("waybill.destination..")
            .layer("delivery").definedBy("waybill.delivery..")
            .layer("intake").definedBy("waybill.intake..")
            .layer("export").definedBy("waybill.export..")
            .layer("http").definedBy("waybill.http..")
            .layer("store").definedBy("waybill.store..")
            .layer("vault").definedBy("waybill.vault..")
            .layer("receiver").definedBy("waybill.receiver..")
            .layer("platform").definedBy("waybill.platform..")
            .layer("ui").definedBy("waybill.ui..")
            .whereLayer("root").mayNotBeAccessedByAnyLayer()
            .whereLayer("destination").mayNotAccessAnyLayer()
            .whereLayer("delivery").mayOnlyAccessLayers("destination")
            .whereLayer("intake").mayOnlyAccessLayers("delivery", "destination")
            .whereLayer("export").mayOnlyAccessLayers("delivery", "destination")
            .whereLayer("http").mayOnlyAccessLayers("delivery", "destination")
            .whereLayer("store").mayOnlyAccessLayers("destination", "delivery", "vault")
            .whereLayer("vault").mayNotAccessAnyLayer()
            .whereLayer("platform").mayNotAccessAnyLayer()
            .whereLayer("receiver").mayOnlyAccessLayers("destination", "delivery")
            .whereLayer("ui").mayOnlyAccessLayers("destination", "delivery", "intake", "export", "vault",
                    "platform", "receiver");

    /** The vault reads its key file with it, the intake checks payloads, the export writes lines. */
    @ArchTest static final ArchRule fewKnowJson = noClasses()
            .that(resideOutsideOfPackages("waybill.vault..", "waybill.intake..", "waybill.export.."))
            .should().dependOnClassesThat(resideInAnyPackage("com.fasterxml.jackson.."));

    @ArchTest static final ArchRule javafxOnlyInTheWindow = noClasses().that(resideOutsideOfPackages("waybill", "waybill.ui.."))
            .should().dependOnClassesThat(resideInAnyPackage("javafx.."));

    @ArchTest static final ArchRule oneDoorToTheWindowsThread = noClasses().that().areNotAssignableTo(Background.class)
            .and().doNotHaveFullyQualifiedName("waybill.WaybillApp")
            .should().callMethod(javafx.application.Platform.class, "runLater", Runnable.class);

    @ArchTest static final ArchRule noCycles = slices().matching("waybill.(**)").should().beFreeOfCycles();

    @ArchTest
    static void librariesStayAtHome(JavaClasses classes) {
        HOMES.forEach((library, home) -> noClasses().that(resideOutsideOfPackages(home))
                .should().dependOnClassesThat(resideInAnyPackage(library)).allowEmptyShould(true)
                .because(library + " is confined to " + home).check(classes));
    }

    @ArchTest
    static void nothingPrints(JavaClasses classes) {
        noClasses().that().doNotHaveFullyQualifiedName("waybill.platform.AppLog").and()
                .doNotHaveFullyQualifiedName("waybill.CommandLine").should()
                .accessField(System.class, "out").orShould().accessField(System.class, "err").check(classes);
    }
}
