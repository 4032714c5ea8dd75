package sluice.peer;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.longpolling.TelegramBotsLongPollingApplication;
import org.telegram.telegrambots.longpolling.util.DefaultGetUpdatesGenerator;
import org.telegram.telegrambots.longpolling.util.LongPollingSingleThreadUpdateConsumer;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.CopyMessage;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.generics.TelegramClient;

/** Copies as the library's own examples do, with its settings as they come. */
public final class CopyBot implements LongPollingSingleThreadUpdateConsumer {

    private static final int MAX = 200;

    private final TelegramClient client;
    private final Map<Long, Long> watches = new HashMap<>();
    private final Map<String, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX;
        }
    };

    private CopyBot(TelegramClient client, String watches) {
        this.client = client;
        for (String watch : watches.split(" ")) {
            String[] ends = watch.split(":");
            this.watches.put(Long.valueOf(ends[0]), Long.valueOf(ends[1]));
        }
    }

    public static void main(String[] args) throws Exception {
        String token = System.getenv("TOKEN");
        URI root = URI.create(System.getenv("API_ROOT"));
        TelegramUrl url = TelegramUrl.builder()
                .schema(root.getScheme())
                .host(root.getHost())
                .port(root.getPort())
                .build();
        var bot = new CopyBot(new OkHttpTelegramClient(token, url), System.getenv("WATCHES"));
        try (var application = new TelegramBotsLongPollingApplication()) {
            application.registerBot(token, () -> url, new DefaultGetUpdatesGenerator(), bot);
            Thread.currentThread().join();
        }
    }

    @Override
    public void consume(Update update) {
        if (!update.hasChannelPost()) {
            return;
        }
        Message post = (Message) update.getChannelPost();
        Long destination = watches.get(post.getChatId());
        if (destination == null || seen.put(post.getChatId() + "/" + post.getMessageId(), true) != null) {
            return;
        }
        try {
            client.execute(CopyMessage.builder()
                    .chatId(destination)
                    .fromChatId(post.getChatId())
                    .messageId(post.getMessageId())
                    .build());
        } catch (TelegramApiException e) {
            System.err.println("cannot copy message " + post.getMessageId() + " of " + post.getChatId() + ": " + e.getMessage());
        }
    }
}
