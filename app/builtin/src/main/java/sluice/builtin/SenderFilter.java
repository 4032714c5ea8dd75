package sluice.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import sluice.api.MessageFilter;
import sluice.api.MessageSender;
import sluice.api.Provider;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.StepVerdict;
import sluice.config.filter.Folding;

/** Keeps or drops messages by who sent them: the numeric id of a user or chat, {@code @username}, or a name. */
@Provider(name = "sender")
public final class SenderFilter implements MessageFilter {

    private static final String ID = "[+-]?[0-9]{1,18}";

    @Override
    public Use use(Settings settings) {
        settings.allowing("keep", "drop");
        if (settings.text("keep").isEmpty() && settings.text("drop").isEmpty()) {
            throw new SettingsException("needs a list `keep` or a list `drop`");
        }
        Predicate<MessageSender> dropped = anyOf(settings.texts("drop"));
        Predicate<MessageSender> kept = settings.text("keep").isPresent() ? anyOf(settings.texts("keep")) : _ -> true;
        return messages -> {
            // An album has one sender.
            MessageSender sender = messages.getFirst().sender();
            if (dropped.test(sender)) {
                return StepVerdict.drop("listed");
            }
            return kept.test(sender) ? StepVerdict.KEEP : StepVerdict.drop("not-listed");
        };
    }

    private static Predicate<MessageSender> anyOf(List<String> entries) {
        List<Predicate<MessageSender>> tests = new ArrayList<>();
        for (String entry : entries) {
            if (entry.matches(ID)) {
                long id = Long.parseLong(entry);
                tests.add(sender -> id != 0 && (sender.userId() == id || sender.chatId() == id));
            } else if (entry.startsWith("@")) {
                String name = entry.substring(1);
                tests.add(sender -> !name.isEmpty() && sender.username().equalsIgnoreCase(name));
            } else {
                String name = Folding.composed(entry);
                tests.add(sender -> Folding.composed(sender.name()).equalsIgnoreCase(name)
                        || Folding.composed(sender.signature()).equalsIgnoreCase(name));
            }
        }
        return sender -> tests.stream().anyMatch(test -> test.test(sender));
    }
}
