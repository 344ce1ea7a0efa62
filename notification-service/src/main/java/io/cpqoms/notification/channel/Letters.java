package io.cpqoms.notification.channel;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words notifications from templates: {@code templates/<name>/v<version>.<locale>.txt}.
 *
 * <p>The wish "de-AT" is served by de-AT, else de, else English; dates and money follow the language that was found, not
 * the one that was wished for.
 */
@ApplicationScoped
class Letters {

    private static final Locale FALLBACK = Locale.ENGLISH;

    private final Engine engine;
    private final ChannelSettings settings;

    Letters(Engine engine, ChannelSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * @throws IllegalStateException when there is no such template, or a value is not what the template takes it for
     * @throws io.quarkus.qute.TemplateException when it cannot be rendered
     */
    Letter write(Notice notice, Locale wished) {
        for (Locale locale : candidates(wished)) {
            @Nullable Template template = engine.getTemplate(path(notice, locale));
            if (template != null) {
                return Letter.parse(template.render(data(notice, locale)));
            }
        }
        throw new IllegalStateException(
                "There is no template " + notice.template() + " in version " + notice.templateVersion());
    }

    private Map<String, Object> data(Notice notice, Locale locale) {
        Map<String, Object> data = new Wording(locale, settings.zone())
                .of(notice.parameters(), TemplateCatalog.meanings(notice.template()));
        data.put("subjectType", notice.subjectType());
        data.put("subjectId", notice.subjectId());
        data.put("recipient", notice.recipient());
        return data;
    }

    private static List<Locale> candidates(Locale wished) {
        List<Locale> candidates = new ArrayList<>(List.of(wished));
        Locale language = Locale.of(wished.getLanguage());
        if (!candidates.contains(language)) {
            candidates.add(language);
        }
        if (!candidates.contains(FALLBACK)) {
            candidates.add(FALLBACK);
        }
        return candidates;
    }

    private static String path(Notice notice, Locale locale) {
        return notice.template() + "/v" + notice.templateVersion() + "." + locale.toLanguageTag() + ".txt";
    }
}
