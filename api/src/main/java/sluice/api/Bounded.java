package sluice.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field that holds a growing structure (collection, cache, queue, executor) and says what bounds it.
 *
 * <p>The build fails when a field of such a type carries no mark. The text is for the reader: it names the number, the
 * configuration key or the mechanism that keeps the structure from growing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Bounded {

    /**
     * The setting or rule that bounds the structure, for example {@code "queue.max-size"}.
     *
     * @return the bound in words; never blank
     */
    String value();
}
