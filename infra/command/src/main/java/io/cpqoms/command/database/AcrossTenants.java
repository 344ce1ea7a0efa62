package io.cpqoms.command.database;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Works with the rows of all tenants, because what it does has none: it moves everybody's messages, or sweeps everybody's rows. It acts
 * where the database would otherwise refuse ({@link RowScopes}), so whoever writes it down answers for the {@code where tenant_id = ?}.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AcrossTenants {}
