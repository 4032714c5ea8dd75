package sluice.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a provider class, so that the host can choose without creating anything.
 *
 * <p>The roles of a provider are the SPI interfaces that its class implements; its name and the settings it wants are
 * read from here. A provider without this annotation is named after its class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Provider {

    /**
     * The name by which configuration chooses the provider, for example {@code modules.dedup: lru}.
     *
     * @return lower-case letters, digits and dashes, starting with a letter; unique among the providers of a role
     */
    String name();

    /**
     * The section of the configuration that is handed over in {@link ComponentContext#settings()}.
     *
     * @return a top-level section such as {@code "dedup"}, or empty for {@code plugins.<name>}
     */
    String section() default "";
}
