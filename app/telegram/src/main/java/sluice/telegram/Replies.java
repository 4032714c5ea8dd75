package sluice.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what the answer to a send means. The descriptions are those of Telegram's Bot API server, which documents none of
 * them; they are matched by their telling part, whatever stands around it: a failed album quotes the fault of one member.
 */
public final class Replies {

    /** A chat that takes texts but not what this message carries: other messages may go there. */
    private static final Pattern CONTENT_UNWANTED = Pattern.compile("not enough rights to send (?!text messages)"
            + "|chat_send_(?!plain_)[a-z]+_forbidden"
            + "|voice_messages_forbidden");

    /** Errors of a chat, for every message, that may be about one to read from as well. */
    private static final List<String> CHAT_UNREADABLE = List.of(
            "chat not found",
            "bot was kicked",
            "bot is not a member",
            "channel_invalid",
            "channel_private",
            "chat_forbidden",
            "chat_id_invalid",
            "peer_id_invalid");

    /** Errors of a chat, for every message, that are about one to write to. */
    private static final List<String> CHAT_UNWRITABLE = List.of(
            "user not found",
            "is deactivated",
            "was deactivated",
            "group chat was upgraded",
            "chat was deleted",
            "bot was blocked",
            "not enough rights",
            "have no rights to send",
            "have no write access",
            "need administrator rights",
            "allow_payment_required",
            "chat_admin_required",
            "chat_guest_send_forbidden",
            "chat_restricted",
            "chat_send_plain_forbidden",
            "chat_write_forbidden",
            "privacy_premium_required",
            "user_banned_in_channel",
            "user_deactivated",
            "user_is_blocked");

    private Replies() {}

    static Reply of(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Ok(JsonNode result) -> sent(result);
            case ApiAnswer.Broken(int status, String detail) ->
                ApiAnswer.isSuccess(status) ? new Reply.Unknown(detail) : new Reply.TryAgain(detail);
            case ApiAnswer.Unreachable(String detail) -> new Reply.TryAgain(detail);
            case ApiAnswer.Withheld() -> new Reply.Withheld();
            case ApiAnswer.NoAnswer(String detail, boolean _) -> new Reply.Unknown(detail);
            case ApiAnswer.Refused refused
            when ApiAnswer.isSuccess(refused.status()) ->
                new Reply.Unknown("HTTP " + refused.status() + ", but " + refused.description());
            case ApiAnswer.Refused refused -> refusal(refused);
        };
    }

    private static Reply refusal(ApiAnswer.Refused refused) {
        String description = refused.description();
        if (refused.migrateTo().isPresent()) {
            return new Reply.Moved(refused.migrateTo().get());
        }
        if (refused.rejectsToken()) {
            return new Reply.TokenRejected(description);
        }
        return switch (refused.code()) {
            case 409 -> new Reply.TryAgain(description);
            case 429 -> new Reply.FloodWait(refused.retryAfter());
            default -> refused.code() >= 500 ? new Reply.TryAgain(description) : unusable(refused);
        };
    }

    private static Reply unusable(ApiAnswer.Refused refused) {
        String description = refused.description();
        String lower = description.toLowerCase(Locale.ROOT);
        boolean chat = !CONTENT_UNWANTED.matcher(lower).find()
                && (refused.code() == 403 || says(CHAT_UNREADABLE, lower) || says(CHAT_UNWRITABLE, lower));
        return chat ? new Reply.ChatUnusable(description) : new Reply.MessageUnusable(description);
    }

    static boolean mayMeanSource(String description) {
        return says(CHAT_UNREADABLE, description.toLowerCase(Locale.ROOT));
    }

    private static boolean says(List<String> tellingParts, String lower) {
        return tellingParts.stream().anyMatch(lower::contains);
    }

    /** Ids that are known in part only cannot be assigned. Telegram says 0 for a message that is not there yet. */
    private static Reply.Sent sent(JsonNode result) {
        Stream<JsonNode> messages = result.isArray() ? result.valueStream() : Stream.of(result);
        List<JsonNode> ids = messages.map(message -> message.path("message_id")).toList();
        boolean all = ids.stream().allMatch(id -> id.isInt() && id.intValue() > 0);
        return new Reply.Sent(
                all ? ids.stream().map(JsonNode::intValue).toList() : List.of(),
                result.isArray() ? OptionalInt.of(ids.size()) : OptionalInt.empty());
    }
}
