package sluice.bench.micro;

import java.util.ServiceLoader;
import sluice.api.Component;
import sluice.api.Provider;

/** Finds modules as the bot does. */
final class Modules {

    private Modules() {}

    static <T extends Component> T find(Class<T> role, String name) {
        // The module names its service at run time only: this class stands on the class path.
        return ServiceLoader.load(role).stream()
                .filter(provider -> provider.type().isAnnotationPresent(Provider.class)
                        && provider.type().getAnnotation(Provider.class).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no module `" + name + "` on the module path"))
                .get();
    }
}
