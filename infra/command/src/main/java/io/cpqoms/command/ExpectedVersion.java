package io.cpqoms.command;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of an aggregate a client has seen, as its {@code If-Match} says; empty means {@code *}, whatever version there is.
 *
 * <p>The check belongs inside the idempotent work: a repeated command carries the version of its first attempt and must still get the
 * first answer.
 */
public record ExpectedVersion(OptionalLong version) {

    private static final Pattern STRONG_TAG = Pattern.compile("\"(\\d{1,18})(?:-[0-9a-f]{16})?\"");

    public static ExpectedVersion any() {
        return new ExpectedVersion(OptionalLong.empty());
    }

    public static ExpectedVersion of(long version) {
        return new ExpectedVersion(OptionalLong.of(version));
    }

    /** Reads an {@code If-Match} header; 428 when it is missing, 400 when it is none of ours. */
    public static ExpectedVersion parse(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                            428,
                            "precondition-required",
                            "Precondition required",
                            "Send If-Match with the version you have seen, as the ETag gave it (\"3\"), or * for any.")
                    .asException();
        }
        String tag = ifMatch.strip();
        if (tag.equals("*")) {
            return any();
        }
        Matcher matcher = STRONG_TAG.matcher(tag);
        if (!matcher.matches()) {
            throw Problem.invalidInput("If-Match", "must be one version in quotes, as the ETag gave it (\"3\"), or *")
                    .asException();
        }
        return of(Long.parseLong(matcher.group(1)));
    }

    /** Refuses with 412 when the client has seen another version than the actual one. */
    public void require(long actual) {
        if (version.isPresent() && version.getAsLong() != actual) {
            throw Problem.of(
                            412,
                            "stale-version",
                            "Stale version",
                            "The version is " + actual + " now, not " + version.getAsLong()
                                    + "; read it again and decide anew.")
                    .with("currentVersion", actual)
                    .asException();
        }
    }

    /** The ETag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }
}
