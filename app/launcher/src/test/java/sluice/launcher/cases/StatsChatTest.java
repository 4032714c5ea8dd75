package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** How the bot is doing, seen from the chat. */
class StatsChatTest extends WithBot {

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    private void askForStats(int pictures) {
        telegram.post(OWNER, "/stats");
        bot.awaitCalls("sendPhoto", pictures);
    }

    @Test
    void a_block_with_a_picture_tells_how_the_bot_is_doing() {
        bot.start("", S_TO_A);
        telegram.post(S, "one");
        telegram.post(S, "two");
        telegram.on("copyMessage").chat(A).answer(Answer.error(400, "Bad Request: message to copy not found"));
        bot.fence();
        askForStats(1);
        JsonNode request = telegram.calls("sendPhoto").getFirst().parameters();
        JsonNode photo = request.path(request.path("photo").asText().substring("attach://".length()));
        assertTrue(photo.path("file_size").asInt() > 500, photo.toString());
        assertTrue(photo.path("file_name").asText().endsWith(".png"), photo.toString());
        // Of the process, which is the test's.
        owner.assertShows("📊 Running for ");
        owner.assertShows("✅ All is well\n\nWatches: 2, 0 of them paused\nWaiting: 0 of 1000\n");
        owner.assertShows("Delivered: 2, left out: 0");
        owner.assertShows("Not delivered: 1 since the start, 1 listed");
        owner.assertShows("Blue: messages that waited. Orange: memory.");
        assertTrue(owner.text().length() <= 1024, owner.text());
        owner.taps("📋 What failed");
        bot.settle();
        owner.assertShows("Not delivered: 1");
    }

    @Test
    void the_same_in_chinese() {
        telegram.language(OWNER, "zh-hans");
        bot.start("language: auto", S_TO_A);
        askForStats(1);
        owner.assertShows("✅ 一切正常\n\n监听：2 个，其中 0 个已暂停\n等待：0 / 1000");
        owner.assertShows("蓝色为等待的消息，橙色为内存");
        assertEquals(List.of(), owner.buttons());
    }

    @Test
    void where_pictures_do_not_pass_the_words_do() {
        bot.start("");
        telegram.on("sendPhoto").answer(Answer.error(400, "Bad Request: IMAGE_PROCESS_FAILED"));
        owner.says("/stats");
        owner.assertShows("All is well");
    }
}
