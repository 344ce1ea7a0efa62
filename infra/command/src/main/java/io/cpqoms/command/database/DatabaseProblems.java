package io.cpqoms.command.database;

import io.agroal.api.AgroalDataSource;
import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.command.ProblemMapper;
import jakarta.inject.Singleton;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers 503 when a request failed because the database is busy or away; everything else goes on to the general mapper. */
@Singleton
public class DatabaseProblems {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblems.class);
    private static final int RETRY_BUSY_SECONDS = 1;
    private static final int RETRY_AWAY_SECONDS = 5;
    private static final long BETWEEN_FLUSHES_NANOS = 1_000_000_000L;
    private static final String WHAT_TO_DO =
            " It is not certain that nothing was done: send the same request again; with the same Idempotency-Key its effect happens once.";

    private final ProblemMapper others;
    private final AgroalDataSource dataSource;
    private final AtomicLong flushed = new AtomicLong(System.nanoTime() - BETWEEN_FLUSHES_NANOS);

    DatabaseProblems(ProblemMapper others, AgroalDataSource dataSource) {
        this.others = others;
        this.dataSource = dataSource;
    }

    /** The problem that tells a client of this trouble. */
    static Problem problem(DatabaseTrouble trouble) {
        return switch (trouble) {
            case BUSY ->
                Problem.of(
                                503,
                                "busy",
                                "Busy",
                                "What this request needs is locked by somebody else, or all connections to the database are in use."
                                        + WHAT_TO_DO)
                        .with(Problem.RETRY_AFTER, RETRY_BUSY_SECONDS);
            case AWAY ->
                Problem.of(
                                503,
                                "temporarily-unavailable",
                                "Temporarily unavailable",
                                "The database does not answer." + WHAT_TO_DO)
                        .with(Problem.RETRY_AFTER, RETRY_AWAY_SECONDS);
        };
    }

    /** Whatever nobody maps more specifically; libraries wrap a database's failure in exceptions of their own. */
    @ServerExceptionMapper({
        RuntimeException.class,
        SQLException.class,
        RollbackException.class,
        HeuristicMixedException.class,
        HeuristicRollbackException.class
    })
    public Response failed(Exception failure, UriInfo uri) {
        return DatabaseTrouble.behind(failure)
                .map(trouble -> answer(trouble, failure, uri))
                .orElseGet(() -> others.unexpected(failure, uri));
    }

    private Response answer(DatabaseTrouble trouble, Exception failure, UriInfo uri) {
        Response answer = others.refusal(problem(trouble).asException(), uri);
        LOG.atWarn()
                .addKeyValue("trouble", trouble)
                .addKeyValue("correlationId", answer.getHeaderString(Caller.CORRELATION_ID))
                .addKeyValue("path", uri.getPath())
                .setCause(failure)
                .log("request refused for want of the database");
        if (trouble == DatabaseTrouble.AWAY) {
            dropIdleConnections();
        }
        return answer;
    }

    /** After a restart of the server every idle connection is dead, and each would cost one more request its answer. */
    private void dropIdleConnections() {
        long last = flushed.get();
        long now = System.nanoTime();
        if (now - last >= BETWEEN_FLUSHES_NANOS && flushed.compareAndSet(last, now)) {
            dataSource.flush(AgroalDataSource.FlushMode.IDLE);
        }
    }
}
