package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** What counts as an instant when a client sends it: RFC 3339 text with its offset, within the years that contracts can say. */
public final class ClientInstant {

    /** The same as a pattern, for the API document. */
    public static final String PATTERN =
            "^2[01]\\d{2}-\\d{2}-\\d{2}[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})$";

    static final String RULE =
            "must be an instant such as \"2026-12-31T23:00:00Z\", from 2000-01-01T00:00:00Z to before 2200-01-01T00:00:00Z";

    private static final Pattern FORM = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("2200-01-01T00:00:00Z");

    private ClientInstant() {}

    /** The instant that a text says; empty when it says none that a client may send. */
    public static Optional<Instant> read(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Optional.of(instant).filter(read -> !read.isBefore(FIRST) && read.isBefore(TOO_LATE));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Reads an instant from a body. */
    static final class Reader extends StdScalarDeserializer<Instant> {

        @Serial
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            String text = parser.getText();
            Optional<Instant> read = read(text);
            if (read.isEmpty()) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, RULE);
            }
            return read.get();
        }
    }
}
