package sluice.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberRestricted;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.MaybeInaccessibleMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.messageorigin.MessageOrigin;
import org.telegram.telegrambots.meta.api.objects.messageorigin.MessageOriginChannel;
import org.telegram.telegrambots.meta.api.objects.messageorigin.MessageOriginChat;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Message.Content;
import sluice.telegram.model.Message.Move;
import sluice.telegram.model.Origin;
import sluice.telegram.model.Person;
import sluice.telegram.model.Update;

/**
 * Reads one update by itself into the library's types, and of those what Sluice uses.
 *
 * <p>The library reads a whole answer or nothing of it, so that one id that outgrew its type, somewhere in a quoted message, blocks
 * the updates of everybody. Here a part that cannot be read is taken out, unless what is done with the message depends on it: only
 * then, and for itself alone, an update is undecodable.
 */
final class UpdateDecoder {

    /** Each try takes a part out; an update has no more parts that are read. */
    private static final int MOST_TRIES = 32;

    /** Parts of a message by which is decided what becomes of it. Without its id or chat it is none anyway. */
    private static final Set<String> DECISIVE = Set.of(
            "text",
            "caption",
            "date",
            "media_group_id",
            "message_thread_id",
            "is_topic_message",
            "has_protected_content",
            "migrate_to_chat_id");

    /**
     * The fields of service messages, which report an event in the chat. A field that is not known yet is taken for
     * something that can be passed on: Telegram says so if it cannot, and nothing is skipped without a trace.
     */
    private static final Set<String> SERVICE = Set.of("""
            boost_added channel_chat_created chat_background_set chat_owner_changed chat_owner_left
            chat_shared checklist_tasks_added checklist_tasks_done community_chat_added community_chat_removed
            connected_website delete_chat_photo direct_message_price_changed forum_topic_closed
            forum_topic_created forum_topic_edited forum_topic_reopened general_forum_topic_hidden
            general_forum_topic_unhidden gift gift_upgrade_sent giveaway_completed giveaway_created
            group_chat_created left_chat_member left_chat_participant managed_bot_created
            message_auto_delete_timer_changed migrate_from_chat_id migrate_to_chat_id new_chat_member
            new_chat_members new_chat_participant new_chat_photo new_chat_title paid_message_price_changed
            passport_data pinned_message poll_option_added poll_option_deleted proximity_alert_triggered
            refunded_payment successful_payment suggested_post_approval_failed suggested_post_approved
            suggested_post_declined suggested_post_paid suggested_post_refunded supergroup_chat_created
            unique_gift user_shared users_shared video_chat_ended video_chat_participants_invited
            video_chat_scheduled video_chat_started voice_chat_ended voice_chat_participants_invited
            voice_chat_scheduled voice_chat_started web_app_data write_access_allowed""".split("\\s+"));

    /** The content that Telegram forwards but does not copy. */
    private static final Set<String> NOT_COPYABLE = Set.of("giveaway", "giveaway_winners", "invoice", "paid_media");

    private static final Set<String> GONE = Set.of("left", "kicked");

    /** An update that cannot be read. The message names the part at fault, never its value. */
    private static final class Undecodable extends Exception {

        private static final long serialVersionUID = 1L;

        Undecodable(String part, String fault) {
            super("`" + part + "` " + fault, null, false, false);
        }
    }

    private UpdateDecoder() {}

    static Update decode(JsonNode node) {
        // The next offset is one more.
        long id = TelegramJson.integer(node.path("update_id"))
                .filter(number -> number < Long.MAX_VALUE)
                .orElse(-1L);
        try {
            return id < 0
                    ? new Update.Undecodable(-1, "`update_id` is missing or out of range")
                    : decode(id, (ObjectNode) node);
        } catch (Undecodable e) {
            return new Update.Undecodable(id, e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is: an update that fails here would come again with every poll, and nothing after it.
            return new Update.Undecodable(
                    id, "a value is out of range: " + e.getClass().getSimpleName());
        }
    }

    private static Update decode(long id, ObjectNode node) throws Undecodable {
        Optional<String> kind = Poller.KINDS.stream().filter(node::has).findFirst();
        if (kind.isEmpty()) {
            return new Update.Ignored(id);
        }
        if (!(node.get(kind.get()) instanceof ObjectNode content)) {
            throw new Undecodable(kind.get(), "is no object");
        }
        org.telegram.telegrambots.meta.api.objects.Update update = read(node);
        return switch (kind.get()) {
            case "channel_post" -> posted(id, update.getChannelPost(), content);
            case "message" -> posted(id, update.getMessage(), content);
            case "edited_channel_post" -> edited(id, update.getEditedChannelPost(), content);
            case "edited_message" -> edited(id, update.getEditedMessage(), content);
            case "callback_query" -> tapped(id, update.getCallbackQuery());
            default -> membership(id, update.getMyChatMember());
        };
    }

    /** Reads an update into the library's type, and takes out what cannot be read and is not decisive. */
    private static org.telegram.telegrambots.meta.api.objects.Update read(ObjectNode node) throws Undecodable {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return TelegramJson.MAPPER.treeToValue(node, org.telegram.telegrambots.meta.api.objects.Update.class);
            } catch (JsonMappingException e) {
                takeOut(
                        node,
                        e.getPath().stream()
                                .map(JsonMappingException.Reference::getFieldName)
                                .toList());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new Undecodable("update", "has too many parts that cannot be read");
    }

    private static void takeOut(ObjectNode update, List<String> path) throws Undecodable {
        String part = path.getLast();
        if (path.size() < 2 || (path.size() == 2 && DECISIVE.contains(part))) {
            throw new Undecodable(part, "cannot be read");
        }
        JsonNode parent = update;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = parent.path(step);
        }
        if (!(parent instanceof ObjectNode object) || object.remove(part) == null) {
            throw new Undecodable(part, "cannot be read");
        }
    }

    private static Update posted(long id, Message message, JsonNode node) throws Undecodable {
        sluice.telegram.model.Message read = message(message, node);
        return message.getChat().isUserChat()
                ? new Update.Written(
                        id,
                        read,
                        new Person(read.chatId(), languageCode(message.getFrom())),
                        node.has("forward_origin") || node.has("via_bot"),
                        origin(message.getForwardOrigin()).or(() -> shared(node.path("chat_shared"))))
                : new Update.Posted(id, read);
    }

    private static Update edited(long id, Message message, JsonNode node) throws Undecodable {
        return new Update.Edited(id, message(message, node), !node.has("text"));
    }

    private static Update tapped(long id, CallbackQuery query) throws Undecodable {
        if (query.getData() == null) {
            return new Update.Ignored(id);
        }
        require(query.getId(), "callback_query.id");
        require(query.getFrom(), "callback_query.from");
        Optional<MaybeInaccessibleMessage> message = Optional.ofNullable(query.getMessage());
        return new Update.Tapped(
                id,
                new ButtonPress(
                        query.getId(),
                        new Person(query.getFrom().getId(), languageCode(query.getFrom())),
                        message.map(MaybeInaccessibleMessage::getChat)
                                .map(Chat::getId)
                                .orElse(0L),
                        message.map(MaybeInaccessibleMessage::getMessageId).orElse(0),
                        query.getData()));
    }

    private static Update membership(long id, ChatMemberUpdated change) throws Undecodable {
        ChatMember now = change.getNewChatMember();
        require(now, "new_chat_member.status");
        require(change.getChat(), "chat");
        boolean silenced =
                now instanceof ChatMemberRestricted restricted && Boolean.FALSE.equals(restricted.getCanSendMessages());
        boolean gone = isGone(now);
        return new Update.Membership(
                id, change.getChat().getId(), !gone && !silenced, gone, gone ? Optional.empty() : added(change));
    }

    private static boolean isGone(ChatMember member) {
        return GONE.contains(member.getStatus())
                || (member instanceof ChatMemberRestricted restricted
                        && Boolean.FALSE.equals(restricted.getIsMember()));
    }

    /** A bot is added to a channel when it becomes an administrator there, to a group when it comes in. */
    private static Optional<Update.Added> added(ChatMemberUpdated change) {
        ChatMember before = change.getOldChatMember();
        Chat chat = change.getChat();
        boolean outside = before != null
                && (isGone(before)
                        || (chat.isChannelChat() && !before.getStatus().equals("administrator")));
        return chat.isUserChat() || change.getFrom() == null || !outside
                ? Optional.empty()
                : Optional.of(new Update.Added(
                        new Person(change.getFrom().getId(), languageCode(change.getFrom())),
                        chat.getId(),
                        orEmpty(chat.getTitle())));
    }

    private static sluice.telegram.model.Message message(Message message, JsonNode node) throws Undecodable {
        require(message.getChat(), "chat");
        require(message.getMessageId(), "message_id");
        // Telegram counts from 1, and says 0 for a message that is not there yet.
        if (message.getMessageId() < 1) {
            throw new Undecodable("message_id", "is less than 1");
        }
        int topic = Boolean.TRUE.equals(message.getIsTopicMessage()) && message.getMessageThreadId() != null
                ? message.getMessageThreadId()
                : 0;
        JsonNode answered = node.path("reply_to_message").path("message_id");
        return new sluice.telegram.model.Message(
                message.getChat().getId(),
                message.getMessageId(),
                Instant.ofEpochSecond(message.getDate() == null ? 0 : message.getDate()),
                topic,
                answered.isIntegralNumber() && answered.canConvertToInt() ? answered.intValue() : 0,
                Optional.ofNullable(message.getMediaGroupId()).filter(group -> !group.isEmpty()),
                Optional.ofNullable(message.getText())
                        .or(() -> Optional.ofNullable(message.getCaption()))
                        .orElseGet(() -> RichText.of(node.path("rich_message"))),
                DetailsDecoder.of(message, node, topic),
                content(node),
                Boolean.TRUE.equals(message.getHasProtectedContent()),
                origin(message.getForwardOrigin()),
                node.path("is_automatic_forward").asBoolean(false),
                move(message, node));
    }

    /** Reported in the old chat and in the new one; either may be missed. */
    private static Optional<Move> move(Message message, JsonNode node) {
        long chat = message.getChat().getId();
        return Optional.ofNullable(message.getMigrateToChatId())
                .filter(to -> to != 0)
                .map(to -> new Move(chat, to))
                .or(() -> TelegramJson.integer(node.path("migrate_from_chat_id"))
                        .filter(from -> from != 0)
                        .map(from -> new Move(from, chat)));
    }

    private static Optional<Origin> origin(MessageOrigin origin) {
        return switch (origin) {
            case MessageOriginChannel channel
            when channel.getChat() != null ->
                Optional.of(new Origin(
                        channel.getChat().getId(),
                        orEmpty(channel.getChat().getTitle()),
                        channel.getMessageId() == null ? 0 : channel.getMessageId()));
            case MessageOriginChat chat
            when chat.getSenderChat() != null ->
                Optional.of(new Origin(
                        chat.getSenderChat().getId(),
                        orEmpty(chat.getSenderChat().getTitle()),
                        0));
            case null, default -> Optional.empty();
        };
    }

    /** A chat that was chosen from the list that a keyboard opens stands for one of which a post is forwarded. */
    private static Optional<Origin> shared(JsonNode shared) {
        return TelegramJson.integer(shared.path("chat_id"))
                .map(chat -> new Origin(chat, shared.path("title").asText(), 0));
    }

    private static String languageCode(User user) {
        return user == null ? "" : orEmpty(user.getLanguageCode());
    }

    /** Of what is optional in the library's types. */
    static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static void require(Object value, String part) throws Undecodable {
        if (value == null) {
            throw new Undecodable(part, "is missing or cannot be read");
        }
    }

    private static Content content(JsonNode node) {
        boolean copyable = true;
        // The fields of the message are few, the names that are looked for are many.
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String field = entry.getKey();
            if (SERVICE.contains(field)) {
                return Content.SERVICE;
            }
            copyable &= !NOT_COPYABLE.contains(field);
        }
        JsonNode poll = node.path("poll");
        if (poll.path("type").asText().equals("quiz")
                && !poll.has("correct_option_id")
                && !poll.has("correct_option_ids")) {
            return Content.FORWARD_ONLY;
        }
        return copyable ? Content.ORDINARY : Content.FORWARD_ONLY;
    }
}
