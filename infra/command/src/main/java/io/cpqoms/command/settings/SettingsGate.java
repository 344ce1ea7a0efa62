package io.cpqoms.command.settings;

import static io.smallrye.config.SmallRyeConfig.SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN;

import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Refuses the start of a service whose settings are wrong, with one message about all of them; found by every service that has this
 * library (ADR 0066).
 *
 * <p>It judges while the configuration is being built, when all sources are known and nothing of the service exists yet: no connection,
 * no migration, no bean. The moment is the one at which SmallRye asks whether names that no mapping has are a mistake: after the
 * mappings were read and before their own problems are thrown, which name one mapping's and say neither the value nor what it may be.
 */
public final class SettingsGate implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withInterceptorFactories(new AsOutermost(builder));
    }

    /** The mappings are added to the builder after this, so that it is kept until they are needed. */
    private record AsOutermost(SmallRyeConfigBuilder builder) implements ConfigSourceInterceptorFactory {

        @Override
        public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
            return new Gate(builder);
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(Integer.MAX_VALUE);
        }
    }

    private static final class Gate implements ConfigSourceInterceptor {
        private static final long serialVersionUID = 1L;

        private transient @Nullable SmallRyeConfigBuilder builder;

        Gate(SmallRyeConfigBuilder builder) {
            this.builder = builder;
        }

        @Override
        public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            SmallRyeConfigBuilder building = builder;
            if (building != null && name.equals(SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN)) {
                builder = null;
                SecretKeys.doUnlocked(() -> Judgement.over(ours(building), context, building.getClassLoader()));
            }
            return context.proceed(name);
        }

        /** Those of extensions are judged by Quarkus; a build has no others. */
        private static List<ConfigClass> ours(SmallRyeConfigBuilder builder) {
            return builder.getMappingsBuilder().getMappings().stream()
                    .filter(mapping -> !mapping.getType().isAnnotationPresent(ConfigRoot.class)
                            && !mapping.getType().getName().startsWith("io.quarkus.")
                            && !mapping.getType().getName().startsWith("io.smallrye."))
                    .toList();
        }
    }
}
