package sluice.telegram;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sluice.base.log.Secret;
import sluice.config.Config;
import sluice.telegram.model.Target;

/** A client of the Bot API for tests, and its answers as short texts. */
final class TelegramFixture {

    static final String TOKEN = "123456789:AAtest-token-of-35-characters-in-all_x";

    private TelegramFixture() {}

    static BotApi api(URI server, HandTimeline timeline) {
        return api(server, TOKEN, timeline);
    }

    static BotApi api(URI server, String token, HandTimeline timeline) {
        return api(server, token, timeline, () -> true);
    }

    static BotApi api(URI server, String token, HandTimeline timeline, BooleanSupplier mayCall) {
        return new BotApi(
                new Config.Telegram(Optional.of(new Secret(token)), server, Duration.ofSeconds(50)),
                Duration.ofSeconds(30),
                new Connections(timeline),
                timeline,
                mayCall);
    }

    /** Copies message {@code number} and tells what came of it. */
    static String copy(BotApi api, int number) {
        return text(api.copy(new Target(-100, 0, 0), -200, List.of(number)));
    }

    static String text(Reply reply) {
        return switch (reply) {
            case Reply.Sent(List<Integer> ids, var _) -> "sent " + ids;
            case Reply.TryAgain _ -> "try again";
            case Reply.Unknown _ -> "unknown";
            case Reply.FloodWait(Optional<Duration> wait) ->
                "wait " + wait.map(Duration::toSeconds).orElse(0L);
            case Reply.Moved(long chatId) -> "moved to " + chatId;
            case Reply.MessageUnusable _ -> "message unusable";
            case Reply.ChatUnusable _ -> "chat unusable";
            case Reply.SourceUnreadable _ -> "source unreadable";
            case Reply.Withheld _ -> "withheld";
            case Reply.TokenRejected _ -> "token rejected";
        };
    }
}
