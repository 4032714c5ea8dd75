package sluice.builtin;

import sluice.api.MessageTransform;
import sluice.api.Provider;
import sluice.api.Settings;

/** Puts words behind the text or caption. */
@Provider(name = "footer")
public final class Footer implements MessageTransform {

    @Override
    public Use use(Settings settings) {
        Addition addition = Addition.of(settings);
        return message -> addition.behind(message);
    }
}
