/**
 * Who writes a table says what becomes of its rows: kept for a reason, or gone after a retention.
 *
 * <p>A feature that has tables brings a {@link io.cpqoms.command.retention.TableOwner}; {@link io.cpqoms.command.retention.Retention} purges
 * what is due and knows the tables that nobody answers for.
 */
@NullMarked
package io.cpqoms.command.retention;

import org.jspecify.annotations.NullMarked;
