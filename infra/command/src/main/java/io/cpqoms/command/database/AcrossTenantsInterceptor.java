package io.cpqoms.command.database;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Opens the scope before a transaction begins, so that the transaction's connection is taken inside it. */
@AcrossTenants
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class AcrossTenantsInterceptor {

    private final RowScopes scopes;

    AcrossTenantsInterceptor(RowScopes scopes) {
        this.scopes = scopes;
    }

    @AroundInvoke
    Object acrossTenants(InvocationContext call) throws Exception {
        return scopes.acrossTenants(call::proceed);
    }
}
