package io.cpqoms.workflow.process;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process instance is about: {@code tenant:quote:id:rN} or {@code tenant:order:id}. */
public sealed interface BusinessKey {

    String tenantId();

    UUID subjectId();

    /** {@code quote} or {@code order}. */
    String subjectType();

    String text();

    /** One revision of a quote. */
    record OfQuote(String tenantId, UUID subjectId, int revision) implements BusinessKey {

        @Override
        public String subjectType() {
            return "quote";
        }

        @Override
        public String text() {
            return tenantId + ":quote:" + subjectId + ":r" + revision;
        }
    }

    /** An order. */
    record OfOrder(String tenantId, UUID subjectId) implements BusinessKey {

        @Override
        public String subjectType() {
            return "order";
        }

        @Override
        public String text() {
            return tenantId + ":order:" + subjectId;
        }
    }

    Pattern FORM = Pattern.compile("([a-z0-9-]+):(?:quote:([0-9a-f-]{36}):r(\\d{1,5})|order:([0-9a-f-]{36}))");

    static BusinessKey parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "A business key is tenant:quote:id:rN or tenant:order:id, this is none: " + text);
        }
        return form.group(2) == null
                ? new OfOrder(form.group(1), UUID.fromString(form.group(4)))
                : new OfQuote(form.group(1), UUID.fromString(form.group(2)), Integer.parseInt(form.group(3)));
    }
}
