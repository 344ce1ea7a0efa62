package io.cpqoms.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import io.cpqoms.testkit.StrictHouseRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch.OpenSearchClient;

/**
 * The house rules, for this service, with one difference: what is folded, stored and indexed here are JSON documents, so that
 * the JSON tree is a value type of this domain. And one of its own: the index is read through one door.
 */
class HouseRulesTest extends StrictHouseRules {
    private static final String INDEX = HouseRulesTest.class.getPackageName() + ".index";

    /** What the client can be asked without reading a document. */
    private static final Set<String> NOT_READING = Set.of("bulk", "generic", "_transport", "<init>");

    @Override
    protected List<String> frameworks() {
        return super.frameworks().stream()
                .filter(framework -> !framework.equals("com.fasterxml.."))
                .toList();
    }

    @Test
    @Tag("SEC-01")
    void onlyTheTenantIndexReadsDocuments() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(INDEX + ".TenantIndex")
                .should()
                .accessTargetWhere(asksForDocuments())
                .because("it puts the tenant around every question and looks every answer through")
                .check(service());
    }

    /** Its calls go to any path; rebuilding reads what it has written, of all tenants, and shows it to nobody. */
    @Test
    @Tag("SEC-01")
    void onlyTheIndexPackageHasTheClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INDEX)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(OpenSearchClient.class)
                .check(service());
    }

    private static DescribedPredicate<JavaAccess<?>> asksForDocuments() {
        return DescribedPredicate.describe(
                "asks OpenSearch for documents",
                access -> access.getTargetOwner().isAssignableTo(OpenSearchClient.class)
                        && !NOT_READING.contains(access.getName()));
    }
}
