package io.cpqoms.command.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What judges the settings of a mapping, or those that are read beside it, where annotations of single settings don't suffice. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface JudgedBy {

    /** Has a constructor without parameters. */
    Class<? extends SettingsRule> value();
}
