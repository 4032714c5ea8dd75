package sluice.telegram;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.List;
import java.util.Map;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;
import sluice.api.Entity;
import sluice.api.FormattedText;
import sluice.base.content.Entities;

/** Formatting as the library writes it. */
final class MessageEntities {

    private MessageEntities() {}

    /** The formatting of a text; {@code null}, which is not written, where there is none. */
    static List<MessageEntity> of(FormattedText text) {
        return text.entities().isEmpty()
                ? null
                : text.entities().stream()
                        .map(entity -> (MessageEntity) new WithAttributes(entity))
                        .toList();
    }

    /** The library's type, with whatever else is said of a part, also by a later Bot API. */
    private static final class WithAttributes extends MessageEntity {

        private final transient Entity entity;

        WithAttributes(Entity entity) {
            super(entity.type(), entity.offset(), entity.length());
            this.entity = entity;
        }

        @JsonAnyGetter
        @SuppressWarnings("UnusedMethod") // Jackson calls it
        Map<String, Object> attributes() {
            return Entities.attributes(entity);
        }
    }
}
