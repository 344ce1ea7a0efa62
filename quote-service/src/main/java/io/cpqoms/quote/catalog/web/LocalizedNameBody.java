package io.cpqoms.quote.catalog.web;

import io.cpqoms.command.Violation;
import io.cpqoms.quote.catalog.LocalizedNames;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What something is called in one language, as clients write and read it. */
@Schema(name = "LocalizedName")
record LocalizedNameBody(
        @NotNull
        @Pattern(
                regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}",
                message = "must be a language tag (BCP 47), such as de or de-AT")
        @Schema(examples = "de")
        String language,

        @NotBlank @Size(max = LocalizedNames.LONGEST) @Schema(examples = "Glasfaser 1000")
        String name) {

    /** What bounds of single members can't say: a tag that is none, or comes twice. */
    static List<Violation> wrong(String place, @Nullable List<LocalizedNameBody> names) {
        List<Violation> wrong = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int index = 0; names != null && index < names.size(); index++) {
            String member = place + "[" + index + "].language";
            String language = names.get(index).language();
            LocalizedNames.faultOf(language).ifPresent(fault -> wrong.add(new Violation(member, fault)));
            Integer before = places.putIfAbsent(language, index);
            if (before != null) {
                wrong.add(new Violation(
                        member, "there is a name in " + language + " before, as " + place + "[" + before + "]"));
            }
        }
        return wrong;
    }

    static Optional<LocalizedNames> names(@Nullable List<LocalizedNameBody> names) {
        if (names == null || names.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> byLanguage = new TreeMap<>();
        names.forEach(name -> byLanguage.put(name.language(), name.name()));
        return Optional.of(LocalizedNames.of(byLanguage));
    }

    static @Nullable List<LocalizedNameBody> of(Optional<LocalizedNames> names) {
        return names.map(some -> some.byLanguage().entrySet().stream()
                        .map(name -> new LocalizedNameBody(name.getKey(), name.getValue()))
                        .toList())
                .orElse(null);
    }
}
