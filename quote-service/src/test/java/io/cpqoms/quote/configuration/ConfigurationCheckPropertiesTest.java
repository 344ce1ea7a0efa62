package io.cpqoms.quote.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.configuration.Condition.Selected;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Publication finds what a complete solver finds. */
@Tag("DOM-02")
class ConfigurationCheckPropertiesTest {

    @Property(tries = 300)
    void refusesExactlyWhatACompleteSolverRefuses(@ForAll long seed) {
        ProductConfiguration configuration = new RandomConfigurations(seed, 4, 8).configuration();
        List<ConfigurationCheck.Fault> faults = ConfigurationCheck.faults(configuration);
        boolean satisfiable = oracle(configuration).isSatisfiable();

        assertThat(faults.stream().anyMatch(fault -> fault.sentence().startsWith("no configuration keeps")))
                .isEqualTo(!satisfiable);
        if (satisfiable) {
            for (Option option : configuration.options().toList()) {
                Rule wanted = new Rule(
                        "wanted", "Wanted.", Rule.Kind.CONSTRAINT, Condition.ALWAYS, new Selected(option.productId()));
                boolean canBeHad = faults.stream()
                        .noneMatch(fault -> fault.place().equals("options." + option.productId())
                                && fault.sentence().startsWith("can be part of no valid"));
                assertThat(canBeHad)
                        .as("%s can be had", option)
                        .isEqualTo(oracle(with(configuration, wanted)).isSatisfiable());
            }
        }
    }

    private static SatOracle oracle(ProductConfiguration configuration) {
        return new SatOracle(configuration, new Level(configuration, Map.of()));
    }

    private static ProductConfiguration with(ProductConfiguration configuration, Rule rule) {
        return new ProductConfiguration(
                configuration.attributes(),
                configuration.groups(),
                Stream.concat(configuration.rules().stream(), Stream.of(rule)).toList());
    }
}
