package io.cpqoms.messaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the alerts that a drill makes fire, so that one without a drill is found without running any. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Drills {

    /** The alerts, by name; {@link AlertDrill} fails a drill that makes fewer of them fire. */
    String[] value();
}
