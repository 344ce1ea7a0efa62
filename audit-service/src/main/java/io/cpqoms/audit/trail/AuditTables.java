package io.cpqoms.audit.trail;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import jakarta.inject.Singleton;
import java.util.List;

/** What becomes of the rows of this service's own tables: nothing, that is what it is for. */
@Singleton
class AuditTables implements TableOwner {

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.kept("audit_fact", "append-only by its purpose, and the hash chain would break"),
                TableRule.kept("audit_chain", "one row for each tenant"));
    }
}
