package io.cpqoms.command.retention;

import jakarta.inject.Singleton;
import java.util.List;

/** The tables that every service has, whatever it does. */
@Singleton
class KitTables implements TableOwner {

    private final RetentionConfig config;

    KitTables(RetentionConfig config) {
        this.config = config;
    }

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.purged("command_record", config.commandRecords(), "recorded_at", TableRule.ALL),
                TableRule.kept("cursor_key", "one row: the key that seals the cursors of lists"),
                TableRule.kept(
                        "flyway_schema_history", "one row for each migration; without it the service can't start"));
    }
}
