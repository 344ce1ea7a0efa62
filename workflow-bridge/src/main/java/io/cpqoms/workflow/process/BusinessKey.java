package io.cpqoms.workflow.process;

import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process instance is about: {@code tenant:quote:id:rN}, {@code tenant:quote:id:rN:sN} or {@code tenant:order:id}. */
public sealed interface BusinessKey {

    String tenantId();

    UUID subjectId();

    /** {@code quote} or {@code order}. */
    String subjectType();

    String text();

    /**
     * One revision of a quote, or one submission of it.
     *
     * @param submission which of the times that approval of the revision was asked for; empty for what a revision has once, such as its order,
     *     and for an approval that began before submissions were counted
     */
    record OfQuote(String tenantId, UUID subjectId, int revision, OptionalInt submission) implements BusinessKey {

        /** The revision as a whole. */
        public OfQuote(String tenantId, UUID subjectId, int revision) {
            this(tenantId, subjectId, revision, OptionalInt.empty());
        }

        /** A submission of this revision. */
        public OfQuote submitted(int number) {
            return new OfQuote(tenantId, subjectId, revision, OptionalInt.of(number));
        }

        @Override
        public String subjectType() {
            return "quote";
        }

        @Override
        public String text() {
            String whole = tenantId + ":quote:" + subjectId + ":r" + revision;
            return submission.isPresent() ? whole + ":s" + submission.getAsInt() : whole;
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

    Pattern FORM = Pattern.compile(
            "([a-z0-9-]+):(?:quote:([0-9a-f-]{36}):r(\\d{1,5})(?::s(\\d{1,7}))?|order:([0-9a-f-]{36}))");

    static BusinessKey parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "A business key is tenant:quote:id:rN, tenant:quote:id:rN:sN or tenant:order:id, this is none: "
                            + text);
        }
        if (form.group(2) == null) {
            return new OfOrder(form.group(1), UUID.fromString(form.group(5)));
        }
        var quote = new OfQuote(form.group(1), UUID.fromString(form.group(2)), Integer.parseInt(form.group(3)));
        return form.group(4) == null ? quote : quote.submitted(Integer.parseInt(form.group(4)));
    }
}
