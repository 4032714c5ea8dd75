package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Delivered;

/** Cases R1, R2, R4 and R5: a message comes once to each chat, and never back. */
class LoopsTest extends WithBot {

    private static final long CHANNEL = TestBot.A;
    private static final long GROUP = -1005000000001L;
    private static final long TARGET = TestBot.B;
    private static final long TELEGRAM = 777000;

    @BeforeEach
    void makeGroup() {
        telegram.supergroup(GROUP, "Discussion");
    }

    /** What Telegram does with each post of a channel, ours too: it puts it into the group where the channel is discussed. */
    private void discuss(long messageId, String text, String... more) {
        var draft = telegram.draft(GROUP)
                .text(text)
                .from(TELEGRAM)
                .with("is_automatic_forward", "true")
                .with("sender_chat", channel())
                .with(
                        "forward_origin",
                        "{\"type\":\"channel\",\"date\":1,\"message_id\":%d,\"chat\":%s}"
                                .formatted(messageId, channel()));
        for (String group : more) {
            draft.mediaGroup(group);
        }
        draft.post();
    }

    private static String channel() {
        return "{\"id\":%d,\"type\":\"channel\",\"title\":\"News\"}".formatted(CHANNEL);
    }

    @Test
    void r1_what_comes_back_from_the_channel_is_not_copied_again() {
        bot.watching(copying(GROUP, CHANNEL));
        telegram.post(GROUP, "hello");
        bot.awaitDelivered(CHANNEL, 1);
        discuss(telegram.delivered(CHANNEL).getFirst().messageId(), "hello");
        telegram.post(CHANNEL, "by hand");
        discuss(99, "by hand");
        bot.settle();
        assertEquals(List.of("hello"), texts(CHANNEL));
        assertEquals(2, bot.stat("intake", "skipped_loop"));
    }

    /** The post in the channel is ours, and has been in the group already. */
    @Test
    void r1_what_comes_back_goes_nowhere_else_a_second_time() {
        bot.watching(copying(GROUP, CHANNEL), copying(GROUP, TARGET));
        telegram.post(GROUP, "hello");
        bot.awaitDelivered(CHANNEL, 1);
        bot.awaitDelivered(TARGET, 1);
        discuss(telegram.delivered(CHANNEL).getFirst().messageId(), "hello");
        bot.settle();
        assertEquals(List.of("hello"), texts(TARGET));
    }

    @Test
    void r1_what_somebody_forwards_by_hand_does_not_go_back_to_where_it_stands() {
        bot.watching(copying(GROUP, CHANNEL), copying(GROUP, TARGET));
        var original = telegram.post(CHANNEL, "news");
        telegram.draft(GROUP).text("news").forwardOf(original).post();
        bot.awaitDelivered(TARGET, 1);
        bot.settle();
        assertEquals(List.of(), texts(CHANNEL));
        assertEquals(List.of("news"), texts(TARGET));
    }

    @Test
    void r2_a_channel_and_its_group_bring_one_copy() {
        bot.watching(copying(CHANNEL, TARGET), copying(GROUP, TARGET));
        telegram.post(CHANNEL, "news");
        discuss(1, "news");
        telegram.post(GROUP, "a comment");
        bot.awaitDelivered(TARGET, 2);
        bot.settle();
        assertEquals(List.of("news", "a comment"), texts(TARGET));
    }

    @Test
    void r2_of_an_album_too() {
        bot.watching(copying(CHANNEL, TARGET), copying(GROUP, TARGET));
        telegram.draft(CHANNEL).photo().caption("one").mediaGroup("m").post();
        telegram.draft(CHANNEL).photo().caption("two").mediaGroup("m").post();
        discuss(1, "one", "g");
        discuss(2, "two", "g");
        bot.settle();
        bot.advance(Duration.ofSeconds(5));
        bot.settle();
        assertEquals(2, telegram.delivered(TARGET).size());
    }

    /** What the watch of the channel leaves out may still come from the group. */
    @Test
    void r2_a_filter_of_the_channel_does_not_keep_the_group_from_bringing_it() {
        bot.watching(
                "{source: " + CHANNEL + ", destination: " + TARGET + ", whitelist: [urgent]}", copying(GROUP, TARGET));
        telegram.post(CHANNEL, "news");
        discuss(1, "news");
        telegram.post(CHANNEL, "urgent news");
        discuss(2, "urgent news");
        bot.awaitDelivered(TARGET, 2);
        bot.settle();
        assertEquals(List.of("news", "urgent news"), texts(TARGET));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void r4_all_pairs_bring_one_copy_to_each_chat(int chats) {
        List<Long> all =
                LongStream.range(0, chats).mapToObj(i -> -1006000000001L - i).toList();
        List<String> watches = new ArrayList<>();
        for (long from : all) {
            telegram.channel(from, "chat " + from);
            all.stream().filter(to -> to != from).forEach(to -> watches.add(copying(from, to)));
        }
        bot.watching(watches.toArray(String[]::new));
        telegram.post(all.getFirst(), "original");
        all.stream().skip(1).forEach(chat -> bot.awaitDelivered(chat, 1));
        bot.settle();
        for (long chat : all) {
            assertEquals(chat == all.getFirst() ? List.of() : List.of("original"), texts(chat));
        }
    }

    @Test
    void r4_two_watches_of_one_pair_bring_two_copies() {
        bot.watching(copying(TestBot.S, TARGET), forwarding(TestBot.S, TARGET));
        telegram.post(TestBot.S, "original");
        bot.awaitDelivered(TARGET, 2);
        bot.settle();
        assertEquals(2, telegram.delivered(TARGET).size());
    }

    @Test
    void r5_a_reply_is_kept_over_two_hops() {
        bot.watching(copying(TestBot.S, CHANNEL), copying(CHANNEL, TARGET));
        var first = telegram.post(TestBot.S, "question");
        bot.awaitDelivered(TARGET, 1);
        telegram.draft(TestBot.S).text("answer").replyTo(first.messageId()).post();
        bot.awaitDelivered(TARGET, 2);
        List<Delivered> arrived = telegram.delivered(TARGET);
        assertEquals(arrived.getFirst().messageId(), arrived.getLast().replyTo());
    }
}
