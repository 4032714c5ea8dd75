package sluice.telegram.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** The rights of the bot in a chat, as Telegram tells them. */
public sealed interface ChatRights {

    /** The kind of a chat. */
    enum Kind {
        /** The private chat with a user. */
        PERSON,
        /** A group or supergroup. */
        GROUP,
        /** A channel. */
        CHANNEL
    }

    /**
     * A chat that Telegram shows to the bot.
     *
     * @param title its title, a user's first name; perhaps empty
     * @param open whether it has a public name, so that Telegram shows it to bots that are not in it too
     * @param mayPostMedia whether the bot may send photos, videos and files there
     */
    record Known(
            long id,
            String title,
            Kind kind,
            boolean open,
            boolean member,
            boolean admin,
            boolean mayPost,
            boolean mayPostMedia)
            implements ChatRights {

        private static final List<String> MEDIA = List.of("can_send_photos", "can_send_videos", "can_send_documents");

        /**
         * Reads answers of Telegram.
         *
         * @param chat the result of getChat
         * @param member the result of getChatMember for the bot itself; a missing node for somebody outside
         */
        public static Known of(JsonNode chat, JsonNode member) {
            Kind kind = switch (chat.path("type").asText()) {
                case "private" -> Kind.PERSON;
                case "channel" -> Kind.CHANNEL;
                default -> Kind.GROUP;
            };
            String status = member.path("status").asText();
            boolean admin = status.equals("administrator") || status.equals("creator");
            boolean inside = kind == Kind.PERSON
                    || admin
                    || status.equals("member")
                    || (status.equals("restricted") && member.path("is_member").asBoolean());
            // What a restricted member may do stands with the member, what every other may do with the chat.
            JsonNode permissions = status.equals("restricted") ? member : chat.path("permissions");
            boolean post = switch (kind) {
                case PERSON -> true;
                case CHANNEL -> admin && member.path("can_post_messages").asBoolean(status.equals("creator"));
                case GROUP ->
                    inside && (admin || permissions.path("can_send_messages").asBoolean(true));
            };
            boolean media = kind != Kind.GROUP
                    || admin
                    || MEDIA.stream().allMatch(right -> permissions.path(right).asBoolean(true));
            String title = chat.path("title").asText();
            return new Known(
                    chat.path("id").longValue(),
                    title.isEmpty() ? chat.path("first_name").asText() : title,
                    kind,
                    chat.hasNonNull("username"),
                    inside,
                    admin,
                    post,
                    post && media);
        }
    }

    /** A chat that Telegram does not show to the bot, in its words. */
    record NotFound(String detail) implements ChatRights {}

    /** No answer for now, and the time for which Telegram wants no more questions; zero when it says nothing of that. */
    record NotAsked(String detail, Duration pause) implements ChatRights {}
}
