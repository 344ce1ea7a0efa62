package io.cpqoms.workflow.process;

import io.cpqoms.workflow.engine.ModelValues;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long an approval may wait before people are reminded, and before directors take over; read by the model's timers. */
@ApplicationScoped
class ApprovalTimes implements ModelValues {

    private final Settings settings;

    ApprovalTimes(Settings settings) {
        this.settings = settings;
    }

    Duration escalation() {
        return settings.escalation();
    }

    @Override
    public Map<String, Object> values() {
        return Map.of(
                "approvalTimes",
                Map.of(
                        "reminder", settings.reminder().toString(),
                        "escalation", settings.escalation().toString()));
    }

    /** Durations as ISO 8601 or like {@code 8h}. */
    @ConfigMapping(prefix = "cpq.approval")
    interface Settings {

        /** How long a decision may wait before its group is reminded. */
        @WithDefault("PT24H")
        @DurationMin(seconds = 1)
        @DurationMax(days = 365)
        Duration reminder();

        /** How long it may wait before directors take over. */
        @WithDefault("PT72H")
        @DurationMin(seconds = 1)
        @DurationMax(days = 365)
        Duration escalation();
    }
}
