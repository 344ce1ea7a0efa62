package io.cpqoms.workflow.process;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import jakarta.inject.Singleton;
import java.util.List;

/** What becomes of the rows of this service's own tables and the engine's. */
@Singleton
class BridgeTables implements TableOwner {

    private final HistorySettings settings;

    BridgeTables(HistorySettings settings) {
        this.settings = settings;
    }

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.removed(
                        "act_*",
                        "the engine's: what runs goes when it ends, history goes by the models' time to live (180 days)"),
                // Only what has ended: a link is also the guard against a second start, for as long as its event may
                // come again.
                TableRule.purged("process_link", settings.links(), "ended_at", "ended_at is not null"),
                TableRule.purged("process_message", settings.messages(), "recorded_at", TableRule.ALL),
                TableRule.purged("fallout_repair", settings.messages(), "repaired_at", TableRule.ALL),
                TableRule.purged("decided_task", settings.messages(), "decided_at", TableRule.ALL));
    }
}
