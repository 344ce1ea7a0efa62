package io.cpqoms.quote;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import jakarta.inject.Singleton;
import java.util.List;

/** What becomes of the rows of this service's own tables. */
@Singleton
class QuoteTables implements TableOwner {

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.kept("quote", "the truth about every offer that was made; one row each"),
                TableRule.kept("quote_revision", "what was put before approvers and customers; one row each"),
                TableRule.kept(
                        "catalog_version", "quotes are priced from the version they pin; one row for each publication"),
                TableRule.kept("catalog_product", "the products of these versions; one row each"));
    }
}
