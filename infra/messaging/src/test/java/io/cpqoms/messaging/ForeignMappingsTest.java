package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings of shapes that a fork or an extension may bring: the gate refuses what it can judge, and leaves the rest to Quarkus. */
@Tag("ENG-10")
class ForeignMappingsTest {

    private static final Map<String, String> ENOUGH = Map.of("fork.ports", "80,443", "fork.key", "s3cret");

    /** Of a fork. */
    @ConfigMapping(prefix = "fork")
    public interface Fork {

        List<Integer> ports();

        Optional<List<Integer>> more();

        Optional<Group> group();

        Secret<String> key();

        @Min(2)
        @Max(5)
        OptionalInt size();

        @Min(2)
        @WithDefault("7")
        String text();

        Optional<URI> address();

        Map<String, Integer> weights();

        /** One that may be missing as a whole. */
        interface Group {
            String name();

            @Min(1)
            OptionalInt size();
        }
    }

    /** Of an extension: its names may stand in a build, where nothing of ours does. */
    @ConfigRoot
    @ConfigMapping(prefix = "extension")
    public interface Extension {
        @Min(5)
        @WithDefault("1")
        int size();
    }

    private static SmallRyeConfig read(Class<?> mapping, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(settings, "application.properties", 250))
                .addDiscoveredCustomizers()
                .build();
    }

    private static Map<String, String> enoughAnd(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(ENOUGH);
        settings.putAll(more);
        return settings;
    }

    @Test
    void takesWhatQuarkusTakes() {
        Fork fork = read(Fork.class, ENOUGH).getConfigMapping(Fork.class);

        assertThat(fork.ports()).containsExactly(80, 443);
        assertThat(fork.group()).isEmpty();
        assertThat(fork.key().get()).isEqualTo("s3cret");
    }

    @Test
    void takesAListElementByElement() {
        Map<String, String> settings = Map.of(
                "fork.ports[0]",
                "80",
                "fork.key",
                "s3cret",
                "fork.more[0]",
                "1",
                "fork.weights.heavy",
                "3",
                "fork.size",
                "5");

        assertThat(read(Fork.class, settings).getConfigMapping(Fork.class).ports())
                .containsExactly(80);
    }

    @Test
    void takesAGroupThatMayBeMissing() {
        Map<String, String> settings = enoughAnd(Map.of("fork.group.name", "one"));

        assertThat(read(Fork.class, settings).getConfigMapping(Fork.class).group())
                .hasValueSatisfying(group -> assertThat(group.size()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"fork.size, 6, a whole number of 2 to 5", "fork.group.size, 0, a whole number of at least 1"})
    void refusesWhatItCanJudge(String setting, String value, String needs) {
        assertThatThrownBy(() -> read(Fork.class, enoughAnd(Map.of(setting, value))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(needs);
    }

    @ParameterizedTest
    @CsvSource({"fork.ports, many", "fork.group.size, 2"})
    void leavesToQuarkusWhatItCannot(String setting, String value) {
        assertThatThrownBy(() -> read(Fork.class, enoughAnd(Map.of(setting, value))))
                .isInstanceOf(ConfigValidationException.class);
    }

    @Test
    void neverShowsWhoOneIsToAnAddress() {
        assertThatThrownBy(() -> read(Fork.class, enoughAnd(Map.of("fork.address", "http://u:p^ss@os:9200"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is     http://***@os:9200 (application.properties)")
                .hasMessageNotContaining("p^ss");
    }

    @ParameterizedTest
    @CsvSource({"frok.ports, fork.ports", "fork.port, fork.ports"})
    void tellsOfANameThatIsNearlyOneOfThese(String mistyped, String meant) {
        String warning = GivenToAService.warningOf(() -> read(Fork.class, enoughAnd(Map.of(mistyped, "1"))));

        assertThat(warning).contains(mistyped + " in application.properties: did you mean " + meant + "?");
    }

    @Test
    void leavesTheMappingsOfExtensionsAlone() {
        assertThatCode(() -> read(Extension.class, Map.of("extension.size", "1", "cpq.unheard", "of")))
                .doesNotThrowAnyException();
    }
}
