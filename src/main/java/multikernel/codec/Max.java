package multikernel.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The most that a component of a message may hold: bytes of UTF-8 of a string, octets, elements of a list or set,
 * entries of a map. On a type argument it is for that: {@code @Max(8) List<@Max(64) String>}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Max {

    int value();
}
