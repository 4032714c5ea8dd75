package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.Component;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.StatsProvider;

/**
 * The contract that the host relies on in every {@link Cleanable}, and in its figures when it is a {@link StatsProvider} too.
 *
 * @param <T> the class under test
 */
public abstract class CleanableContractTest<T extends Cleanable> {

    private static final int USES = 300;

    /** For subclasses. */
    protected CleanableContractTest() {}

    /**
     * A new object, not yet started.
     *
     * @return the object
     */
    protected abstract T create();

    /**
     * The context that it is started with. Its time stands still while a test runs.
     *
     * @return the context
     */
    protected abstract ComponentContext context();

    /**
     * Uses it as the host would, so that there is something to clean. Called from several threads at once.
     *
     * @param concern the object, started
     * @param number a different one for every call
     */
    protected abstract void use(T concern, long number);

    /** Nothing kept, nothing removed. */
    @Test
    public void cleaning_an_empty_concern_removes_nothing() {
        for (CleanupContext context : contexts()) {
            assertEquals(0, started().clean(context).removed(), context::toString);
        }
    }

    /** A result comes with every pressure. */
    @Test
    public void cleaning_always_has_a_result() {
        for (CleanupContext context : contexts()) {
            assertNotNull(filled().clean(context), context::toString);
        }
    }

    /** Everything that has expired is gone after one call. */
    @Test
    public void a_second_cleaning_at_the_same_time_finds_nothing_more() {
        T concern = filled();
        concern.clean(CleanupContext.scheduled());
        assertEquals(0, concern.clean(CleanupContext.scheduled()).removed());
    }

    /** It goes on working after it gave up all it could do without. */
    @Test
    public void can_be_used_after_a_cleaning_under_pressure() {
        T concern = filled();
        concern.clean(CleanupContext.pressure(1.0));
        use(concern, USES);
        assertNotNull(concern.clean(CleanupContext.scheduled()));
    }

    /** Neither the users nor the cleaner see a fault. */
    @Test
    public void can_be_cleaned_while_other_threads_use_it() throws InterruptedException {
        T concern = started();
        AtomicReference<Throwable> fault = new AtomicReference<>();
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long first = (long) i * USES;
            Thread.Builder kind = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            kind = kind.uncaughtExceptionHandler((_, thrown) -> fault.set(thrown));
            users.add(kind.start(() -> useOften(concern, first)));
        }
        do {
            for (CleanupContext context : contexts()) {
                assertNotNull(concern.clean(context));
            }
            if (concern instanceof StatsProvider provider) {
                assertNotNull(provider.stats());
            }
        } while (users.stream().anyMatch(Thread::isAlive));
        for (Thread user : users) {
            user.join();
        }
        assertNull(fault.get());
    }

    /** Dashboards and metrics count on the names. */
    @Test
    public void figures_have_the_same_names_at_any_time() {
        T concern = started();
        if (concern instanceof StatsProvider provider) {
            List<String> names = names(provider);
            useOften(concern, 0);
            assertEquals(names, names(provider), "after use");
            concern.clean(CleanupContext.scheduled());
            assertEquals(names, names(provider), "after cleaning");
            concern.clean(CleanupContext.pressure(1.0));
            assertEquals(names, names(provider), "after cleaning under pressure");
        }
    }

    /** Configuration chooses by the name. */
    @Test
    public void its_name_can_be_written_in_the_configuration() {
        Provider provider = create().getClass().getAnnotation(Provider.class);
        if (provider != null) {
            assertTrue(provider.name().matches("[a-z][a-z0-9-]*"), provider::name);
        }
    }

    /** A role that is left out of the module descriptor is never called. */
    @Test
    public void its_module_provides_it_under_every_role_it_has() {
        Class<?> type = create().getClass();
        if (type.getModule().isNamed()) {
            Set<String> provided = type.getModule().getDescriptor().provides().stream()
                    .filter(service -> service.providers().contains(type.getName()))
                    .map(ModuleDescriptor.Provides::service)
                    .collect(Collectors.toSet());
            assertEquals(roles(type), provided);
        }
    }

    /** Closing comes last and once, whatever happened before. */
    @Test
    public void can_be_closed_empty_and_filled() {
        started().close();
        filled().close();
    }

    private T started() {
        T concern = create();
        concern.start(context());
        return concern;
    }

    private T filled() {
        T concern = started();
        useOften(concern, 0);
        return concern;
    }

    private void useOften(T concern, long first) {
        for (long number = first; number < first + USES; number++) {
            use(concern, number);
        }
    }

    private static List<CleanupContext> contexts() {
        return List.of(
                CleanupContext.scheduled(),
                CleanupContext.pressure(0.0),
                CleanupContext.pressure(0.5),
                CleanupContext.pressure(1.0));
    }

    private static List<String> names(StatsProvider provider) {
        return List.copyOf(provider.stats().values().keySet());
    }

    private static Set<String> roles(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getInterfaces()))
                .filter(role -> role != Component.class && Component.class.isAssignableFrom(role))
                .map(Class::getName)
                .collect(Collectors.toSet());
    }
}
