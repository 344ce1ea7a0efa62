package io.cpqoms.command.database;

import io.cpqoms.command.Caller;
import io.cpqoms.command.ProblemException;
import io.cpqoms.values.TenantId;
import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Knows whose rows the work at hand is about: a request's are its caller's, work in the background names its tenant or says that it goes
 * {@linkplain AcrossTenants across all of them}. What says nothing has no rows.
 *
 * <p>A scope holds for the connections that are taken inside it. A transaction keeps the connection that it has: what is called inside
 * another's transaction cannot widen it.
 */
@Singleton
@Unremovable
public class RowScopes {

    private final ScopedValue<RowScope> stated = ScopedValue.newInstance();
    private final CurrentVertxRequest request;
    private final Provider<Caller> caller;

    RowScopes(CurrentVertxRequest request, Provider<Caller> caller) {
        this.request = request;
        this.caller = caller;
    }

    /** Does the work with the rows of one tenant. */
    public <T, X extends Throwable> T ofTenant(TenantId tenant, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.<RowScope>where(stated, new RowScope.OneTenant(tenant))
                .call(work);
    }

    /** Does the work with the rows of all tenants; a bean says it with {@link AcrossTenants}. */
    public <T, X extends Throwable> T acrossTenants(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.<RowScope>where(stated, new RowScope.AllTenants()).call(work);
    }

    /**
     * The one tenant that the work at hand is about, for a store that keeps no walls of its own: what such a store is asked goes by the
     * same rule as what the database is.
     *
     * @throws IllegalStateException where the work is about nobody, or about all
     */
    public TenantId tenant() {
        if (current() instanceof RowScope.OneTenant(var tenant)) {
            return tenant;
        }
        throw new IllegalStateException(
                "This work is about no one tenant; it must be done in a request or in RowScopes.ofTenant");
    }

    RowScope current() {
        return stated.isBound() ? stated.get() : ofRequest();
    }

    /** A caller whom the resource will refuse has no rows either. */
    private RowScope ofRequest() {
        if (Arc.container().requestContext().isActive() && request.getCurrent() != null) {
            try {
                return new RowScope.OneTenant(caller.get().tenantId());
            } catch (ProblemException noTenant) {
                return new RowScope.Nobody();
            }
        }
        return new RowScope.Nobody();
    }
}
