package dev.fettle.rpc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Version that brought an argument. The argument is sent, and the message stamped with that version, only when it is not null (and, for
 * lists, not empty); a client capped below it leaves the argument out.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Since {
    String value();
}
