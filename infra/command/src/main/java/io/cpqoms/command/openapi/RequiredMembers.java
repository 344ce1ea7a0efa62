package io.cpqoms.command.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Marks as required what a body always has: every component of its record but those that may be absent, which are
 * {@code @Nullable} or an {@code Optional}. An absent member is left out of an answer and never written as null, so no
 * schema allows null.
 */
final class RequiredMembers {

    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final Map<String, List<ClassInfo>> recordsByName;

    RequiredMembers(IndexView index) {
        this.recordsByName = index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .collect(Collectors.groupingBy(RequiredMembers::schemaName));
    }

    void complete(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        if (schemas != null) {
            schemas.forEach(this::complete);
        }
    }

    private void complete(String name, Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        properties.values().forEach(RequiredMembers::withoutNull);
        record(name, properties.keySet()).ifPresent(type -> {
            Set<String> required =
                    new TreeSet<>(Optional.ofNullable(schema.getRequired()).orElse(List.of()));
            type.recordComponents().stream()
                    .filter(component -> !mayBeAbsent(component))
                    .map(RecordComponentInfo::name)
                    .forEach(required::add);
            schema.setRequired(new ArrayList<>(required));
        });
    }

    /** The record that a schema was made from: of its name, or generic and named first, with just these members. */
    private Optional<ClassInfo> record(String schema, Set<String> members) {
        return recordsByName.entrySet().stream()
                .filter(named -> schema.startsWith(named.getKey()))
                .flatMap(named -> named.getValue().stream())
                .filter(type -> type.recordComponents().stream()
                        .map(RecordComponentInfo::name)
                        .collect(Collectors.toSet())
                        .equals(members))
                .findFirst();
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }

    private static boolean mayBeAbsent(RecordComponentInfo component) {
        return component.type().hasAnnotation(NULLABLE)
                || component.type().name().toString().startsWith("java.util.Optional");
    }

    private static void withoutNull(Schema schema) {
        List<SchemaType> types = schema.getType();
        if (types != null && types.size() > 1) {
            schema.setType(
                    types.stream().filter(type -> type != SchemaType.NULL).toList());
        }
        List<Schema> alternatives = schema.getAnyOf();
        if (alternatives != null) {
            List<Schema> without = alternatives.stream()
                    .filter(alternative -> !List.of(SchemaType.NULL).equals(alternative.getType()))
                    .toList();
            if (without.size() == 1 && without.getFirst().getRef() != null) {
                schema.setAnyOf(null);
                schema.setRef(without.getFirst().getRef());
            } else {
                schema.setAnyOf(without);
            }
        }
    }
}
