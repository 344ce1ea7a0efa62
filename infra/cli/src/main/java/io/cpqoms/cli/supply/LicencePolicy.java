package io.cpqoms.cli.supply;

import io.cpqoms.cli.supply.Sbom.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which licences a library may have. Of several, the user of a library chooses one, so that one allowed licence is enough.
 *
 * <p>Allowed are those that let a company ship the platform, changed or not, without publishing its own sources.
 */
final class LicencePolicy {
    private static final List<Pattern> ALLOWED = List.of(
            Pattern.compile("(the )?apache.*2.*|asl[ -]?2.*"),
            Pattern.compile("mit(-0)?|.*\\bmit licen[cs]e.*|the mit.*|bouncy castle licence"),
            Pattern.compile("(0|2|3|the new|new|revised|modified)?[ -]?bsd.*|.*bsd[- ][0-9].*|go license"),
            Pattern.compile("epl-[12].*|eclipse public license.*|edl.*|eclipse distribution license.*"),
            Pattern.compile("mpl.*|mozilla public license.*"),
            Pattern.compile("lgpl.*|gnu lesser.*|gnu library.*"),
            Pattern.compile("gpl.*(classpath|cpe|ce).*"),
            Pattern.compile("cddl.*|common development and distribution.*"),
            Pattern.compile("cc0.*|public domain.*|unlicense|0bsd|upl.*|universal permissive.*|isc|icu|unicode.*"));

    /** What the library's own pom does not say in a way that the plugin understands, looked up by hand, with the source. */
    private final Map<String, String> known;

    LicencePolicy(Map<String, String> known) {
        this.known = Map.copyOf(known);
    }

    /** Libraries whose licence is missing or not allowed. */
    List<Component> refused(Sbom sbom) {
        return sbom.components().stream()
                .filter(component -> licencesOf(component).stream().noneMatch(LicencePolicy::isAllowed))
                .toList();
    }

    /** Licence → how many libraries have it. */
    Map<String, Integer> counts(Sbom sbom) {
        Map<String, Integer> counts = new TreeMap<>();
        sbom.components()
                .forEach(component -> counts.merge(String.join(" or ", licencesOf(component)), 1, Integer::sum));
        return counts;
    }

    List<String> licencesOf(Component component) {
        String looked = known.get(component.group() + ":" + component.name());
        if (!component.licences().isEmpty() || looked == null) {
            return new ArrayList<>(component.licences());
        }
        return List.of(looked);
    }

    static boolean isAllowed(String licence) {
        String name = licence.toLowerCase(Locale.ROOT).strip();
        return ALLOWED.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
