package io.cpqoms.command.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The setting must be less than another one, which stands in the same or another mapping of the service. A bound between two settings,
 * beside the bounds that each has of its own.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Below {

    /** The whole name of the other setting; one that the service doesn't have bounds nothing. */
    String value();

    /** Whether both may be the same. */
    boolean orEqual() default false;
}
