package io.cpqoms.messaging;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cpqoms.testkit.OperationRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The library's own REST operations keep the house rule that services keep. */
@Tag("K12")
class OperationsTest {

    @Test
    void everyOperationNamesItsRoles() {
        OperationRules.requireRoles(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.cpqoms.messaging"));
    }
}
