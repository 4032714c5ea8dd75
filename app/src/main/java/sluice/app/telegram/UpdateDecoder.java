package sluice.app.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one update, by itself, and of it only what Sluice uses.
 *
 * <p>A decoder that reads every field fails on any: a field of a newer Bot API, or an id that outgrew its type somewhere
 * in a quoted message, makes the whole update unreadable. Here only a fault in a used field does that.
 */
final class UpdateDecoder {

    /**
     * What tells of an event in the chat. A field that is not known yet is taken for something that can be passed on: Telegram
     * says so if it cannot, and nothing is left out without a trace.
     */
    private static final Set<String> SERVICE = Set.of(
            "boost_added",
            "channel_chat_created",
            "chat_background_set",
            "chat_owner_changed",
            "chat_owner_left",
            "chat_shared",
            "checklist_tasks_added",
            "checklist_tasks_done",
            "community_chat_added",
            "community_chat_removed",
            "connected_website",
            "delete_chat_photo",
            "direct_message_price_changed",
            "forum_topic_closed",
            "forum_topic_created",
            "forum_topic_edited",
            "forum_topic_reopened",
            "general_forum_topic_hidden",
            "general_forum_topic_unhidden",
            "gift",
            "gift_upgrade_sent",
            "giveaway_completed",
            "giveaway_created",
            "group_chat_created",
            "left_chat_member",
            "left_chat_participant",
            "managed_bot_created",
            "message_auto_delete_timer_changed",
            "migrate_from_chat_id",
            "migrate_to_chat_id",
            "new_chat_member",
            "new_chat_members",
            "new_chat_participant",
            "new_chat_photo",
            "new_chat_title",
            "paid_message_price_changed",
            "passport_data",
            "pinned_message",
            "poll_option_added",
            "poll_option_deleted",
            "proximity_alert_triggered",
            "refunded_payment",
            "successful_payment",
            "suggested_post_approval_failed",
            "suggested_post_approved",
            "suggested_post_declined",
            "suggested_post_paid",
            "suggested_post_refunded",
            "supergroup_chat_created",
            "unique_gift",
            "user_shared",
            "users_shared",
            "video_chat_ended",
            "video_chat_participants_invited",
            "video_chat_scheduled",
            "video_chat_started",
            "voice_chat_ended",
            "voice_chat_participants_invited",
            "voice_chat_scheduled",
            "voice_chat_started",
            "web_app_data",
            "write_access_allowed");

    /** What Telegram forwards but does not copy. */
    private static final Set<String> NOT_COPYABLE = Set.of("giveaway", "giveaway_winners", "invoice", "paid_media");

    private static final List<String> POSTED = List.of("channel_post", "message");
    private static final List<String> EDITED = List.of("edited_channel_post", "edited_message");
    private static final Set<String> GONE = Set.of("left", "kicked");

    private UpdateDecoder() {}

    static Update decode(JsonNode node) {
        JsonNode updateId = node.path("update_id");
        long id = updateId.canConvertToLong() && updateId.isIntegralNumber() ? updateId.longValue() : -1;
        try {
            return id < 0 ? new Update.Undecodable(-1, "`update_id` is missing") : decode(id, node);
        } catch (Fields.Faulty e) {
            return new Update.Undecodable(id, e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is: an update that fails here would come again with every poll, and nothing after it.
            return new Update.Undecodable(
                    id, "a value is out of range: " + e.getClass().getSimpleName());
        }
    }

    private static Update decode(long id, JsonNode node) {
        for (String field : POSTED) {
            if (node.has(field)) {
                return posted(id, Fields.object(node, field));
            }
        }
        for (String field : EDITED) {
            if (node.has(field)) {
                return edited(id, Fields.object(node, field));
            }
        }
        if (node.has("callback_query")) {
            return People.tap(id, Fields.object(node, "callback_query"));
        }
        if (node.has("my_chat_member")) {
            JsonNode change = Fields.object(node, "my_chat_member");
            JsonNode now = Fields.object(change, "new_chat_member");
            String status = Fields.text(now, "status").orElseThrow(() -> new Fields.Faulty("status", "missing"));
            boolean silenced = status.equals("restricted")
                    && !now.path("can_send_messages").asBoolean(true);
            boolean gone = GONE.contains(status) || !now.path("is_member").asBoolean(true);
            return new Update.Membership(id, chatId(change), !gone && !silenced, gone);
        }
        return new Update.Ignored(id);
    }

    private static Update posted(long id, JsonNode node) {
        Message message = message(node);
        return People.isPrivate(node)
                ? new Update.Written(id, message, People.writer(node), node.has("forward_origin"), People.origin(node))
                : new Update.Posted(id, message);
    }

    private static Update edited(long id, JsonNode node) {
        return new Update.Edited(id, message(node), !node.has("text"), DetailsDecoder.entities(node));
    }

    private static Message message(JsonNode node) {
        String text = Fields.text(node, "text")
                .or(() -> Fields.text(node, "caption"))
                .orElseGet(() -> RichText.of(node.path("rich_message")));
        int topic = node.path("is_topic_message").asBoolean(false) ? Fields.optionalInt(node, "message_thread_id") : 0;
        return new Message(
                chatId(node),
                messageId(node),
                Instant.ofEpochSecond(Fields.integer(node, "date").orElse(0L)),
                topic,
                replyTo(node),
                Fields.text(node, "media_group_id").filter(group -> !group.isEmpty()),
                text,
                DetailsDecoder.of(node, topic),
                content(node),
                node.path("has_protected_content").asBoolean(false),
                Fields.integer(node, "migrate_to_chat_id"));
    }

    private static long chatId(JsonNode node) {
        JsonNode chat = Fields.object(node, "chat");
        if (Fields.text(chat, "type").isEmpty()) {
            throw new Fields.Faulty("chat.type", "missing");
        }
        return Fields.integer(chat, "id").orElseThrow(() -> new Fields.Faulty("chat.id", "missing"));
    }

    /** Telegram counts from 1, and says 0 for a message that is not there yet. */
    private static int messageId(JsonNode node) {
        int id = Fields.requiredInt(node, "message_id");
        if (id < 1) {
            throw new Fields.Faulty("message_id", "less than 1");
        }
        return id;
    }

    private static int replyTo(JsonNode node) {
        JsonNode answered = node.path("reply_to_message");
        return answered.path("message_id").canConvertToInt()
                ? answered.path("message_id").intValue()
                : 0;
    }

    private static Message.Content content(JsonNode node) {
        boolean copyable = true;
        // The fields of the message are few, the names that are looked for are many.
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String field = entry.getKey();
            if (SERVICE.contains(field)) {
                return Message.Content.SERVICE;
            }
            copyable &= !NOT_COPYABLE.contains(field);
        }
        JsonNode poll = node.path("poll");
        if (poll.path("type").asText().equals("quiz")
                && !poll.has("correct_option_id")
                && !poll.has("correct_option_ids")) {
            return Message.Content.FORWARD_ONLY;
        }
        return copyable ? Message.Content.ORDINARY : Message.Content.FORWARD_ONLY;
    }
}
