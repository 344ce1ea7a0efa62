package io.cpqoms.workflow.engine;

import io.cpqoms.command.database.RowScopes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** How long the oldest external task of each topic has waited for somebody who is away, in seconds; 0 when none does. */
@ApplicationScoped
class AbsenceMetrics {

    static final String AGE = "cpq.external.task.away.oldest";

    private static final String OLDEST = """
            select coalesce(extract(epoch from now() - min(substring(error_msg_ from '^%s(\\S+Z): ')::timestamptz)), 0)
            from act_ru_ext_task where topic_name_ = ? and error_msg_ ~ '^%s\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z: '""".formatted(Absences.SINCE, Absences.SINCE);

    private final DataSource dataSource;
    private final RowScopes scopes;
    private final MeterRegistry metrics;
    private final List<ExternalTaskHandler> handlers;

    AbsenceMetrics(
            DataSource dataSource, RowScopes scopes, MeterRegistry metrics, @All List<ExternalTaskHandler> handlers) {
        this.dataSource = dataSource;
        this.scopes = scopes;
        this.metrics = metrics;
        this.handlers = handlers;
    }

    void register(@Observes StartupEvent event) {
        handlers.forEach(handler -> Gauge.builder(
                        AGE, handler, known -> scopes.acrossTenants(() -> oldest(known.topic())))
                .description("How long the oldest external task has waited for somebody who is away")
                .baseUnit("seconds")
                .tag("topic", handler.topic())
                .strongReference(true)
                .register(metrics));
    }

    private double oldest(String topic) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(OLDEST)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        } catch (SQLException unknown) {
            return Double.NaN;
        }
    }
}
