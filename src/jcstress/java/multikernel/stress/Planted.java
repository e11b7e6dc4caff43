package multikernel.stress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a stress test whose subject is wrong on purpose: the run fails unless a forbidden outcome is seen. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Planted {

    /** What is wrong. */
    String value();

    /** Why this machine may never show it; then the run reports what it saw and demands nothing. */
    String hidden() default "";
}
