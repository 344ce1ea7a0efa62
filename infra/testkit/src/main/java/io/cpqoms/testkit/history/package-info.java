/**
 * What happened in a run, and whether it may have happened: a {@link io.cpqoms.testkit.history.History} collects commands,
 * commits, publishes and effects from wherever they can be read; the {@link io.cpqoms.testkit.history.HistoryChecker} finds
 * what was lost, done twice, turned around, made up or mixed between tenants. Plain Java, no server.
 */
@NullMarked
package io.cpqoms.testkit.history;

import org.jspecify.annotations.NullMarked;
