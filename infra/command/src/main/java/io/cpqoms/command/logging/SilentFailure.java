package io.cpqoms.command.logging;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure as a log may tell it: its classes, its traces and its causes, but not the words of those that quote what they
 * failed at. The database's name its SQL state instead. Whatever wraps one of them repeats it, so it loses its words too;
 * the platform's own keep theirs without the quotation.
 */
final class SilentFailure extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final String OURS = "io.cpqoms.";
    private static final Pattern CONSTRAINT = Pattern.compile("constraint \"([a-z0-9_]{1,63})\"");
    private static final int SHORTEST_QUOTATION = 3;

    /** By name, for a service need not have them; whoever extends one of them quotes as it does. */
    private static final Set<String> QUOTING = Set.of(
            "java.sql.SQLException",
            "java.lang.NumberFormatException",
            "java.time.DateTimeException",
            "jakarta.persistence.PersistenceException",
            "jakarta.validation.ConstraintViolationException",
            "org.apache.ibatis.exceptions.PersistenceException",
            "com.fasterxml.jackson.core.JacksonException",
            "io.cpqoms.messaging.BadMessage");

    private final String words;

    private SilentFailure(Throwable failure, String words, @Nullable Throwable cause) {
        super(words, cause, true, true);
        this.words = words;
        setStackTrace(failure.getStackTrace());
    }

    static Throwable of(Throwable failure) {
        return of(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Throwable of(Throwable failure, Set<Throwable> told) {
        if (failure instanceof SilentFailure || !told.add(failure)) {
            return failure instanceof SilentFailure ? failure : new SilentFailure(failure, name(failure), null);
        }
        Throwable cause = failure.getCause() == null ? null : of(failure.getCause(), told);
        SilentFailure silent = new SilentFailure(failure, words(failure), cause);
        for (Throwable suppressed : failure.getSuppressed()) {
            silent.addSuppressed(of(suppressed, told));
        }
        return silent;
    }

    private static String words(Throwable failure) {
        if (quotes(failure)) {
            return name(failure) + state(failure);
        }
        Optional<Throwable> quoting = quotingCause(failure);
        if (quoting.isEmpty()) {
            return failure.toString();
        }
        return failure.getClass().getName().startsWith(OURS) ? withoutQuotations(failure) : name(failure);
    }

    private static String withoutQuotations(Throwable failure) {
        String told = failure.toString();
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String quotation = cause.getMessage();
            if (quotation != null && quotation.length() >= SHORTEST_QUOTATION) {
                told = told.replace(quotation, "…");
            }
        }
        return told;
    }

    private static Optional<Throwable> quotingCause(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure.getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
            if (quotes(cause)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static boolean quotes(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (QUOTING.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /** The state, and the name of the constraint that was broken: names are of the schema, not of a row. */
    private static String state(Throwable failure) {
        if (!(failure instanceof SQLException database) || database.getSQLState() == null) {
            return "";
        }
        Matcher broken = CONSTRAINT.matcher(String.valueOf(database.getMessage()));
        return ": SQL state " + database.getSQLState()
                + (database.getSQLState().startsWith("23") && broken.find() ? ", constraint " + broken.group(1) : "");
    }

    private static String name(Throwable failure) {
        return failure.getClass().getName();
    }

    @Override
    public String toString() {
        return words;
    }
}
