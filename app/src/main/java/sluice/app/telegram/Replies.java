package sluice.app.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells what the answer to a send means. The descriptions are those of Telegram's Bot API server, which documents none of
 * them; they are matched by their telling part, whatever stands around it.
 */
final class Replies {

    /** A chat that answers so will answer so for every message. */
    private static final List<String> CHAT_UNUSABLE = List.of(
            "chat not found",
            "user not found",
            "peer_id_invalid",
            "user is deactivated",
            "group chat was deactivated",
            "group chat was upgraded",
            "chat was deleted",
            "bot was kicked",
            "bot was blocked",
            "bot is not a member",
            "bot can't initiate conversation",
            "bots can't send messages to bots",
            "not enough rights",
            "have no rights to send",
            "need administrator rights",
            "chat_write_forbidden",
            "chat_admin_required",
            "chat_restricted",
            "channel_private",
            "user_is_blocked",
            "input_user_deactivated",
            "user_deactivated");

    private Replies() {}

    static Reply of(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Ok(JsonNode result) -> new Reply.Sent(messageIds(result));
            case ApiAnswer.Broken(String detail) -> new Reply.TryAgain(detail);
            case ApiAnswer.Unreachable(String detail) -> new Reply.TryAgain(detail);
            case ApiAnswer.NoAnswer(String detail, boolean _) -> new Reply.Unknown(detail);
            case ApiAnswer.Refused refused -> refusal(refused);
        };
    }

    private static Reply refusal(ApiAnswer.Refused refused) {
        String description = refused.description();
        if (refused.migrateTo().isPresent()) {
            return new Reply.Moved(refused.migrateTo().get());
        }
        return switch (refused.code()) {
            case 401 -> new Reply.TokenRejected(description);
            case 403 -> new Reply.ChatUnusable(description);
            case 409 -> new Reply.TryAgain(description);
            case 429 -> new Reply.FloodWait(refused.retryAfter());
            default -> refused.code() >= 500 ? new Reply.TryAgain(description) : badRequest(description);
        };
    }

    private static Reply badRequest(String description) {
        String lower = description.toLowerCase(Locale.ROOT);
        boolean chat = CHAT_UNUSABLE.stream().anyMatch(lower::contains);
        return chat ? new Reply.ChatUnusable(description) : new Reply.MessageUnusable(description);
    }

    private static List<Integer> messageIds(JsonNode result) {
        Stream<JsonNode> messages = result.isArray() ? result.valueStream() : Stream.of(result);
        List<Integer> ids = new ArrayList<>();
        messages.map(message -> message.path("message_id"))
                .filter(JsonNode::canConvertToInt)
                .forEach(id -> ids.add(id.intValue()));
        return List.copyOf(ids);
    }
}
