package waybill;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/** Tests of a promise: {@code mvn verify -Ppromises} runs these alone, with all that is promised. */
@Tag("promise")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Promised {
    Promise value();
}
