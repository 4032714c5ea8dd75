package sluice.builtin;

import sluice.api.MessageTransform;
import sluice.api.Provider;
import sluice.api.Settings;

/** Puts words before the text or caption. */
@Provider(name = "header")
public final class Header implements MessageTransform {

    @Override
    public Use use(Settings settings) {
        Addition addition = Addition.of(settings);
        return message -> addition.before(message);
    }
}
