package io.cpqoms.command.retention;

import java.util.List;

/** A feature that has tables, and what becomes of the rows of each; a bean of the service or library that writes them. */
public interface TableOwner {

    /** A rule for each table. */
    List<TableRule> tables();
}
