package io.cpqoms.search.projection;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What becomes of the rows of this service's own tables. */
@Singleton
class SearchTables implements TableOwner {

    private static final Duration UNFINISHED_CATALOGS = Duration.ofDays(100);

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.kept("projection_document", "the view itself: one row for each quote and order"),
                // Its parts came and the fact that makes it whole did not, for longer than the topic keeps either.
                TableRule.purged("catalog_version", UNFINISHED_CATALOGS, "recorded_at", "whole_at is null"),
                TableRule.removed("catalog_product", "names of products; they go with their catalog version"),
                TableRule.removed(
                        "projection_rebuild", "emptied when a rebuild is swapped in, given up, or begun anew"),
                TableRule.kept("projection_rebuild_owner", "one row for each kind of document at most"),
                TableRule.kept("projection_index", "one row for each kind of document"));
    }
}
