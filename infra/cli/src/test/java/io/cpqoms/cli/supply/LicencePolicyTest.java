package io.cpqoms.cli.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cpqoms.cli.console.Json;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ENG-05")
class LicencePolicyTest {
    private static final LicencePolicy POLICY = new LicencePolicy(Map.of("org.old:thing", "Apache-2.0"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Apache-2.0",
                "The Apache Software License, Version 2.0",
                "MIT",
                "MIT-0",
                "BSD-3-Clause",
                "EPL-2.0",
                "LGPL-2.1-or-later",
                "GPL-2.0-with-classpath-exception",
                "MPL-2.0",
                "CC0-1.0"
            })
    void allowsWhatACompanyCanShip(String licence) {
        assertThat(LicencePolicy.isAllowed(licence)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GPL-3.0-only", "AGPL-3.0-or-later", "SSPL-1.0", "BUSL-1.1", "Elastic-2.0", "Commercial", ""})
    void allowsNothingElse(String licence) {
        assertThat(LicencePolicy.isAllowed(licence)).isFalse();
    }

    @Test
    void refusesALibraryWithoutAnAllowedLicence() throws JsonProcessingException {
        Sbom sbom = Sbom.of(Json.parse("""
                {"components": [
                  {"group": "io.cpqoms", "name": "cpq-topics", "version": "1"},
                  {"group": "org.fine", "name": "either", "version": "1",
                   "licenses": [{"license": {"id": "GPL-2.0-only"}}, {"license": {"name": "Eclipse Public License 2.0"}}]},
                  {"group": "org.old", "name": "thing", "version": "2"},
                  {"group": "org.fine", "name": "expressed", "version": "1",
                   "licenses": [{"expression": "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)"}]},
                  {"group": "org.bad", "name": "both", "version": "1",
                   "licenses": [{"expression": "MIT AND AGPL-3.0-only"}]},
                  {"group": "org.bad", "name": "viral", "version": "3", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]},
                  {"group": "org.bad", "name": "silent", "version": "4"}
                ]}"""));

        assertThat(POLICY.refused(sbom))
                .extracting(Sbom.Component::coordinates)
                .containsExactly("org.bad:both:1", "org.bad:silent:4", "org.bad:viral:3");
    }
}
