package sluice.host;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.Component;
import sluice.api.ContentDeduplicator;
import sluice.api.Deduplicator;
import sluice.api.MessageFilter;
import sluice.api.MessageQueue;
import sluice.api.MessageTransform;
import sluice.api.NoteRepository;
import sluice.api.Ownership;
import sluice.api.Peers;
import sluice.api.StatsProvider;
import sluice.api.StoreArchive;
import sluice.api.UserStates;
import sluice.api.WatchRepository;
import sluice.host.guard.ModuleFailure;
import sluice.host.guard.PluginException;

/**
 * Finds the providers of one module layer, without creating any.
 *
 * <p>A class that stands under several services is found several times and kept once: statistics must come from the very
 * object that is cleaned, and each {@link ServiceLoader} would create an object of its own.
 */
final class Discovery {

    /** The services of the API, those with a task of their own first. */
    @Bounded("the services of the API")
    static final List<Class<? extends Component>> SERVICES = List.of(
            Deduplicator.class,
            ContentDeduplicator.class,
            UserStates.class,
            Peers.class,
            MessageQueue.class,
            WatchRepository.class,
            NoteRepository.class,
            StoreArchive.class,
            Ownership.class,
            MessageFilter.class,
            MessageTransform.class,
            Cleanable.class,
            StatsProvider.class);

    private final String origin;
    private final ModuleLayer layer;

    @Bounded("one for each provider class")
    private final Map<Class<?>, ProviderDescriptor> found = new LinkedHashMap<>();

    @Bounded("one for each provider that cannot be read")
    private final List<ModuleRecord> failures = new ArrayList<>();

    private Discovery(ModuleLayer layer, String origin) {
        this.layer = layer;
        this.origin = origin;
    }

    static Inventory in(ModuleLayer layer, String origin) {
        Discovery discovery = new Discovery(layer, origin);
        SERVICES.forEach(discovery::collect);
        return new Inventory(List.copyOf(discovery.found.values()), discovery.failures);
    }

    private <S extends Component> void collect(Class<S> service) {
        Iterator<ServiceLoader.Provider<S>> providers =
                ServiceLoader.load(layer, service).stream().iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    add(providers.next());
                }
            } catch (ServiceConfigurationError | PluginException e) {
                failures.add(ModuleRecord.failedPlugin(origin, ModuleFailure.of("discovery", e)));
            }
        }
    }

    private <S extends Component> void add(ServiceLoader.Provider<S> provider) {
        Class<?> type = provider.type();
        // A plugin's loader also walks the layers below: those providers are found there.
        if (type.getModule().getLayer() == layer && !found.containsKey(type)) {
            found.put(type, ProviderDescriptor.of(type, provider::get, origin));
        }
    }
}
