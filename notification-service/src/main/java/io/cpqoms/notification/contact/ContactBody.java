package io.cpqoms.notification.contact;

import io.cpqoms.command.Problem;
import io.cpqoms.command.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the client sends: an address and a language. */
record ContactBody(
        @Schema(required = true, maxLength = 254, examples = "orders@example.com") @Nullable
        String email,

        @Schema(required = true, maxLength = 35, examples = "de") @Nullable
        String locale) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");

    /** The contact that the body names; missing fields are empty ones, which are refused with the others. */
    static Contact read(@Nullable ContactBody body, String parameter, String name) {
        Contact contact = body == null
                ? new Contact("", "")
                : new Contact(body.email() == null ? "" : body.email(), body.locale() == null ? "" : body.locale());
        List<Violation> violations = new ArrayList<>(contact.violations());
        if (!NAME.matcher(name).matches()) {
            violations.add(new Violation(parameter, "must be 1 to 100 letters, digits or . _ : @ -"));
        }
        if (!violations.isEmpty()) {
            throw Problem.invalidInput(violations).asException();
        }
        return contact;
    }
}
