package sluice.app.telegram;

import java.util.List;
import java.util.Map;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import org.telegram.telegrambots.meta.api.objects.User;
import sluice.api.Entity;
import sluice.api.FormattedText;

/** Formatting as the library writes it. */
final class MessageEntities {

    private static final String WHOLE_NUMBER = "-?[0-9]{1,18}";

    private MessageEntities() {}

    /** The formatting of a text; {@code null}, which is not written, where there is none. */
    static List<MessageEntity> of(FormattedText text) {
        return text.entities().isEmpty()
                ? null
                : text.entities().stream().map(MessageEntities::entity).toList();
    }

    private static MessageEntity entity(Entity entity) {
        Map<String, String> attributes = entity.attributes();
        return MessageEntity.builder()
                .type(entity.type())
                .offset(entity.offset())
                .length(entity.length())
                .url(attributes.get("url"))
                .language(attributes.get("language"))
                .customEmojiId(attributes.get("custom_emoji_id"))
                .unixTime(isNumber(attributes.get("unix_time")) ? Integer.valueOf(attributes.get("unix_time")) : null)
                .dateTimeFormat(attributes.get("date_time_format"))
                .user(isNumber(attributes.get("user_id")) ? user(Long.parseLong(attributes.get("user_id"))) : null)
                .build();
    }

    /** Of a mentioned user Telegram asks for the id alone; the library wants a name as well. */
    private static User user(long id) {
        return new User(id, "", false);
    }

    private static boolean isNumber(String text) {
        return text != null && text.matches(WHOLE_NUMBER);
    }
}
