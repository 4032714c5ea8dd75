package sluice.builtin;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Facts;
import sluice.api.MessageSender;
import sluice.api.SettingsException;
import sluice.api.StepMessage;

/**
 * A text with placeholders such as {@code {source}}, which stand for what is known of a message, and <code>{{</code> for a brace.
 *
 * @param parts in their order
 */
record Template(List<Function<StepMessage, String>> parts) {

    private static final Map<String, Function<StepMessage, String>> PLACEHOLDERS = new TreeMap<>(Map.of(
            "{source}", message -> message.facts().map(Facts::chat).orElse(""),
            "{link}", Template::link,
            "{sender}", Template::sender,
            "{date}", Template::date));

    /** The ids of channels and supergroups, which alone have links, begin with this. */
    private static final String LINKED = "-100";

    /** Reads the text of a setting. */
    static Template of(String key, String text) {
        List<Function<StepMessage, String>> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int brace = text.indexOf('{', at);
            String words = text.substring(at, brace < 0 ? text.length() : brace);
            parts.add(_ -> words);
            if (brace < 0) {
                break;
            }
            if (text.startsWith("{", brace + 1)) {
                parts.add(_ -> "{");
                at = brace + 2;
            } else {
                int end = text.indexOf('}', brace);
                at = end < 0 ? text.length() : end + 1;
                parts.add(placeholder(key, text.substring(brace, at)));
            }
        }
        return new Template(List.copyOf(parts));
    }

    /** The text for a message. What is not known of it is left out. */
    String of(StepMessage message) {
        return parts.stream().map(part -> part.apply(message)).collect(Collectors.joining());
    }

    private static Function<StepMessage, String> placeholder(String key, String written) {
        Function<StepMessage, String> placeholder = PLACEHOLDERS.get(written);
        if (placeholder == null) {
            throw new SettingsException("`" + key + "` has the placeholder `" + written + "`; there is "
                    + PLACEHOLDERS.keySet().stream()
                            .map(known -> "`" + known + "`")
                            .collect(Collectors.joining(", "))
                    + ", and `{{` for a brace");
        }
        return placeholder;
    }

    private static String link(StepMessage message) {
        String name = message.facts().map(Facts::publicName).orElse("");
        String id = Long.toString(message.chatId());
        if (!name.isEmpty()) {
            return "https://t.me/" + name + "/" + message.messageId();
        }
        return id.startsWith(LINKED) && id.length() > LINKED.length()
                ? "https://t.me/c/" + id.substring(LINKED.length()) + "/" + message.messageId()
                : "";
    }

    /** The author of a channel's post where one signed it, and the channel otherwise. */
    private static String sender(StepMessage message) {
        MessageSender sender = message.sender();
        return Stream.of(sender.signature(), sender.name(), sender.username())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String date(StepMessage message) {
        return message.facts()
                .filter(facts -> facts.seconds() > 0)
                .map(facts -> Instant.ofEpochSecond(facts.seconds())
                        .atZone(ZoneId.systemDefault())
                        .toLocalDate()
                        .toString())
                .orElse("");
    }
}
