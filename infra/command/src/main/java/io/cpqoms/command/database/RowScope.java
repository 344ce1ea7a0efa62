package io.cpqoms.command.database;

import io.cpqoms.values.TenantId;

/** Whose rows a connection may see and change; the database enforces it (row-level security, see {@code cpq_isolate}). */
public sealed interface RowScope {

    /** No tenant is known and nobody has asked for all: a statement that touches an isolated table fails. */
    record Nobody() implements RowScope {}

    /** The rows of one tenant. */
    record OneTenant(TenantId tenant) implements RowScope {}

    /** The rows of all tenants: for what has no tenant, such as a relay, a consumer's batch or retention. */
    record AllTenants() implements RowScope {}
}
