package sluice.builtin;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import sluice.api.MediaType;
import sluice.api.MessageFilter;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.StepMessage;
import sluice.api.StepVerdict;

/** Keeps or drops messages by what they carry. An album goes as a whole: one member that is not wanted is enough. */
@Provider(name = "media-type")
public final class MediaTypeFilter implements MessageFilter {

    @Override
    public Use use(Settings settings) {
        settings.allowing("keep", "drop");
        if (settings.text("keep").isEmpty() && settings.text("drop").isEmpty()) {
            throw new SettingsException("needs a list `keep` or a list `drop`");
        }
        Set<MediaType> wanted = settings.text("keep").isPresent()
                ? types("keep", settings.texts("keep"))
                : EnumSet.allOf(MediaType.class);
        wanted.removeAll(types("drop", settings.texts("drop")));
        return messages -> messages.stream()
                .map(StepMessage::media)
                .filter(media -> !wanted.contains(media))
                .findFirst()
                .map(media -> StepVerdict.drop(media.key()))
                .orElse(StepVerdict.KEEP);
    }

    private static Set<MediaType> types(String key, List<String> names) {
        Set<MediaType> types = EnumSet.noneOf(MediaType.class);
        for (String name : names) {
            types.add(Arrays.stream(MediaType.values())
                    .filter(type -> type.key().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SettingsException("`" + key + "` must be a list of "
                            + Arrays.stream(MediaType.values())
                                    .map(type -> "`" + type.key() + "`")
                                    .collect(Collectors.joining(", "))
                            + ", not `" + name + "`")));
        }
        return types;
    }
}
