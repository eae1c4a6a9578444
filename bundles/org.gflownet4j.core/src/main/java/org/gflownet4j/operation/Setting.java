package org.gflownet4j.operation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component of a settings record, as dialogs, the command line and the documentation show it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /**
     * A few words.
     *
     * @return the option's name
     */
    String title();

    /**
     * What it does and when to change it, in plain words.
     *
     * @return one or two sentences
     */
    String description();

    /**
     * Whether most users never need it.
     *
     * @return true if dialogs fold it away
     */
    boolean advanced() default false;

    /**
     * What the setting was before it existed, where its default is something else: saved settings in which it is absent keep
     * their meaning.
     *
     * @return as {@link SettingsMap#fromMap} reads it; empty if that is the default
     */
    String absent() default "";
}
