package sluice.telegram;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.MaybeInaccessibleMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import sluice.base.json.Json;

/**
 * Reads and writes the JSON of the Bot API. Of the library's types only the properties in use are read: all of them
 * take twice the memory, and an odd one that nobody asked for would spoil the update that holds it.
 */
final class TelegramJson {

    /**
     * Limits far above a reader's defaults: whatever it refuses would be refused with every poll again. The size of an
     * answer bounds all of it.
     */
    private static final StreamReadConstraints GENEROUS = StreamReadConstraints.builder()
            .maxNestingDepth(100_000)
            .maxNumberLength(100_000)
            .maxStringLength(AnswerReader.MOST_BYTES)
            .maxNameLength(AnswerReader.MOST_BYTES)
            .build();

    /** Thread-safe. Strict where a value would have to be guessed: an id that is written as a text is none. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(GENEROUS)
                    .recyclerPool(Json.BUFFERS)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new SimpleModule().addAbstractTypeMapping(MaybeInaccessibleMessage.class, Message.class))
            .addMixIn(MaybeInaccessibleMessage.class, Untyped.class)
            .addMixIn(Update.class, UpdateProperties.class)
            .addMixIn(Message.MessageBuilder.class, MessageProperties.class)
            .addMixIn(Chat.ChatBuilder.class, ChatProperties.class)
            .addMixIn(User.UserBuilder.class, UserProperties.class)
            .addMixIn(CallbackQuery.class, CallbackQueryProperties.class)
            .addMixIn(ChatMemberUpdated.ChatMemberUpdatedBuilder.class, ChatMemberUpdatedProperties.class)
            .build();

    private TelegramJson() {}

    /** An integer of 64 bits; empty for anything else, a missing node too. */
    static Optional<Long> integer(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
    }

    /** The library tells a message that is gone by its date, 0, and fails on it where it expects any message. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    private interface Untyped {}

    /** The number is read by itself: it outgrows the library's 32 bits. */
    @JsonIncludeProperties({
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "my_chat_member",
        "callback_query"
    })
    private interface UpdateProperties {}

    /** Media and the message that is answered are read from the tree: each kind has a type of its own, and the latter can nest. */
    @JsonIncludeProperties({
        "message_id",
        "message_thread_id",
        "is_topic_message",
        "from",
        "sender_chat",
        "author_signature",
        "date",
        "chat",
        "text",
        "caption",
        "media_group_id",
        "has_protected_content",
        "has_media_spoiler",
        "show_caption_above_media",
        "migrate_to_chat_id",
        "forward_origin"
    })
    private interface MessageProperties {}

    @JsonIncludeProperties({"id", "type", "title", "first_name", "last_name", "username"})
    private interface ChatProperties {}

    @JsonIncludeProperties({"id", "is_bot", "first_name", "last_name", "username", "language_code"})
    private interface UserProperties {}

    @JsonIncludeProperties({"id", "from", "message", "data"})
    private interface CallbackQueryProperties {}

    @JsonIncludeProperties({"chat", "from", "old_chat_member", "new_chat_member"})
    private interface ChatMemberUpdatedProperties {}
}
