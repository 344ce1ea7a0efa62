package io.cpqoms.command.logging;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets every record pass, but none with what a failure says of a row, a bound value or a message: {@link SilentFailure}
 * takes its place. Named in this module's microprofile-config.properties, so that no service can forget it.
 */
@LoggingFilter(name = "without-contents")
public final class WithoutContents implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            record.setThrown(SilentFailure.of(thrown));
        }
        return true;
    }
}
