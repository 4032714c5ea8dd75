package sluice.builtin;

import java.util.Optional;
import sluice.api.Facts;
import sluice.api.MessageFilter;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Sizes;
import sluice.api.StepVerdict;

/** Drops messages by the size of their files. What has no file, or one of unknown size, passes. */
@Provider(name = "file-size")
public final class FileSizeFilter implements MessageFilter {

    @Override
    public Use use(Settings settings) {
        settings.allowing("min", "max");
        Optional<Long> min = settings.text("min").map(text -> Sizes.parse("min", text));
        Optional<Long> max = settings.text("max").map(text -> Sizes.parse("max", text));
        if (min.isEmpty() && max.isEmpty()) {
            throw new SettingsException("needs a size `min` or a size `max`");
        }
        long least = min.orElse(0L);
        long most = max.orElse(Long.MAX_VALUE);
        if (least > most) {
            throw new SettingsException("`min` must not be more than `max`");
        }
        return messages -> messages.stream()
                .flatMap(message -> message.facts().stream())
                .mapToLong(Facts::bytes)
                .filter(bytes -> bytes > 0 && (bytes < least || bytes > most))
                .mapToObj(bytes -> StepVerdict.drop(bytes < least ? "too-small" : "too-large"))
                .findFirst()
                .orElse(StepVerdict.KEEP);
    }
}
