package io.cpqoms.notification.channel;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/** The service's own templates, rendered without a container. */
final class TestLetters {

    private TestLetters() {}

    static Letters letters() {
        return letters(settings(() -> ZoneOffset.UTC));
    }

    static Letters letters(ChannelSettings settings) {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .strictRendering(true)
                .addLocator(TestLetters::locate)
                .build();
        return new Letters(engine, settings);
    }

    static ChannelSettings settings(Supplier<ZoneId> zone) {
        return new Settings("no-reply@notification.cpq", zone);
    }

    private record Settings(String from, Supplier<ZoneId> whereItIs) implements ChannelSettings {

        @Override
        public ZoneId zone() {
            return whereItIs.get();
        }
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String id) {
        var file = TestLetters.class.getResourceAsStream("/templates/" + id);
        if (file == null) {
            return Optional.empty();
        }
        return Optional.of(new TemplateLocator.TemplateLocation() {
            @Override
            public Reader read() {
                return new InputStreamReader(file, StandardCharsets.UTF_8);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType(Variant.TEXT_PLAIN));
            }
        });
    }
}
