package io.cpqoms.search.projection;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import jakarta.inject.Singleton;
import java.util.List;

/** What becomes of the rows of this service's own tables. */
@Singleton
class SearchTables implements TableOwner {

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.kept("projection_document", "the view itself: one row for each quote and order"),
                TableRule.kept("catalog_product", "names of products; one row for each product of a published version"),
                TableRule.removed(
                        "projection_rebuild", "emptied when a rebuild is swapped in, given up, or begun anew"),
                TableRule.kept("projection_rebuild_owner", "one row for each kind of document at most"),
                TableRule.kept("projection_index", "one row for each kind of document"));
    }
}
