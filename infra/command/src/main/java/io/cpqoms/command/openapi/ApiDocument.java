package io.cpqoms.command.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.IndexView;

/**
 * Writes into each service's API document what holds for every operation, so that no resource repeats it: problems,
 * headers, and which members are always there.
 *
 * <p>What a resource says itself stands; only what it leaves out, or what the scanner puts there for want of better
 * (an empty "Not Authorized"), is written here.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private final RequiredMembers requiredMembers;

    /** @param index the classes of the service, from which the scanner made the schemas */
    public ApiDocument(IndexView index) {
        this.requiredMembers = new RequiredMembers(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        requiredMembers.complete(document);
        SchemaNames.complete(document);
        SharedComponents.addTo(document.getComponents());
        if (document.getPaths() == null) {
            return;
        }
        Map<String, PathItem> paths = document.getPaths().getPathItems();
        ClientParameters parameters = new ClientParameters(document.getComponents());
        Set<String> families = versionedFamilies(paths);
        paths.forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
            boolean ofOneThing = method != PathItem.HttpMethod.GET || path.contains("{") && !isList(operation);
            boolean versioned =
                    ofOneThing && families.contains(family(path)) && !OperationParameters.isWithoutKey(operation);
            OperationParameters.complete(method, operation, versioned);
            parameters.complete(path, operation);
            OperationAnswers.complete(path, operation, versioned);
        }));
    }

    /** A page of what one thing has, such as its revisions, is no thing with a version either. */
    private static boolean isList(Operation operation) {
        return OperationParameters.find(operation, "cursor").isPresent();
    }

    /** The collections whose members have versions: some operation of theirs takes If-Match. */
    private static Set<String> versionedFamilies(Map<String, PathItem> paths) {
        return paths.entrySet().stream()
                .filter(path -> path.getValue().getOperations().values().stream()
                        .anyMatch(operation -> OperationParameters.find(operation, OperationParameters.IF_MATCH)
                                .isPresent()))
                .map(path -> family(path.getKey()))
                .collect(Collectors.toSet());
    }

    private static String family(String path) {
        return path.split("/", 3)[1];
    }
}
