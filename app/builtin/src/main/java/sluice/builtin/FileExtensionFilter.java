package sluice.builtin;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sluice.api.Facts;
import sluice.api.MessageFilter;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.StepVerdict;

/** Keeps or drops messages by how the names of their files end. What has no file name passes. */
@Provider(name = "file-extension")
public final class FileExtensionFilter implements MessageFilter {

    private static final Pattern FORM = Pattern.compile("\\.?[^./\\s]+(\\.[^./\\s]+)*");

    @Override
    public Use use(Settings settings) {
        settings.allowing("keep", "drop");
        Optional<List<String>> kept = settings.text("keep").map(_ -> endings("keep", settings.texts("keep")));
        List<String> dropped = endings("drop", settings.texts("drop"));
        if (kept.isEmpty() && settings.text("drop").isEmpty()) {
            throw new SettingsException("needs a list `keep` or a list `drop`");
        }
        return messages -> messages.stream()
                .flatMap(message -> message.facts().map(Facts::name).stream())
                .filter(name -> !name.isEmpty())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(name -> reason(name, kept, dropped).stream())
                .map(StepVerdict::drop)
                .findFirst()
                .orElse(StepVerdict.KEEP);
    }

    private static Optional<String> reason(String name, Optional<List<String>> kept, List<String> dropped) {
        if (dropped.stream().anyMatch(name::endsWith)) {
            return Optional.of("listed");
        }
        return kept.filter(endings -> endings.stream().noneMatch(name::endsWith))
                .map(_ -> "not-listed");
    }

    private static List<String> endings(String key, List<String> extensions) {
        return extensions.stream()
                .map(extension -> {
                    if (!FORM.matches(extension)) {
                        throw new SettingsException(
                                "`" + key + "` must be a list of extensions such as `pdf`, not `" + extension + "`");
                    }
                    String ending = extension.toLowerCase(Locale.ROOT);
                    return ending.startsWith(".") ? ending : "." + ending;
                })
                .toList();
    }
}
