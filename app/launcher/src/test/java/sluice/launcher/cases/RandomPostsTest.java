package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sluice.simulator.Delivered;
import sluice.simulator.Draft;
import sluice.simulator.Post;
import sluice.simulator.RandomUpdates;

/**
 * Random posts of every kind that the Bot API has, and edits of them: what a watch should pass on arrives once, the rest is counted by
 * its reason, and no update is beyond the bot. {@code -Dsluice.posts.seed} repeats a run.
 */
class RandomPostsTest extends WithBot {

    private static final int UPDATES = 10_000;
    private static final List<String> ALBUMS = List.of("photo", "video", "document", "audio");
    private static final List<String> FORWARD_ONLY = List.of("paid_media", "giveaway", "giveaway_winners", "invoice");

    /** Whose posts are forwarded to B; those of S are copied to A. */
    private static final long FORUM = -1005000000001L;

    /** Whose texts are copied to C, and edited. */
    private static final long EDITED = -1005000000002L;

    private static final Duration REAL_LIMIT = Duration.ofMinutes(5);

    private final long seed = Long.getLong("sluice.posts.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomUpdates updates =
            new RandomUpdates(seed, org.telegram.telegrambots.meta.api.objects.message.Message.class);
    private final List<Post> toA = new ArrayList<>();
    private final List<Post> toB = new ArrayList<>();
    private final Map<Long, String> lastTexts = new HashMap<>();
    private final Map<String, Integer> skipped = new HashMap<>();
    private int made;
    private int albums;
    private long lastId;

    @Test
    void what_should_arrive_arrives_once_and_nothing_is_undecodable() {
        telegram.supergroup(FORUM, "Forum");
        telegram.channel(EDITED, "Edited");
        bot.watching(
                copying(S, A),
                forwarding(FORUM, B),
                "{source: " + EDITED + ", destination: " + C + ", sync-edits: true}");
        while (made < UPDATES) {
            make();
        }
        telegram.await("all to be received", REAL_LIMIT, () -> telegram.pendingUpdates() == 0);
        // Albums and edits wait for others to come.
        bot.advanceUntil("all to be sent", () -> bot.stat("queue", "pending") == 0);
        assertAll(
                "-Dsluice.posts.seed=" + seed,
                () -> assertEquals(0, bot.stat("intake", "skipped_undecodable")),
                () -> assertEquals(0, bot.stat("intake", "skipped_fault")),
                () -> assertEquals(0, bot.stat("queue", "dead_letters")),
                () -> assertEquals(List.of(), notOnce(A, toA)),
                () -> assertEquals(List.of(), notOnce(B, toB)),
                () -> assertEquals(toA.size(), telegram.ledger().arrived(A)),
                () -> assertEquals(toB.size(), telegram.ledger().arrived(B)),
                () -> assertEquals(lastTexts, textsIn(C)),
                () -> skipped.forEach((reason, count) ->
                        assertEquals(count.longValue(), bot.stat("intake", "skipped_" + reason), reason)),
                () -> assertEquals(0, telegram.pendingUpdates()));
    }

    private void make() {
        switch (random.nextInt(8)) {
            case 0 -> edit();
            case 1 -> editedText();
            case 2 -> album();
            case 3 -> post(source(), any(RandomUpdates.SERVICE), false, null);
            default -> post(source(), any(RandomUpdates.CONTENT), random.nextInt(20) == 0, null);
        }
    }

    private long source() {
        return random.nextBoolean() ? S : FORUM;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void album() {
        long source = source();
        String group = "album" + albums++;
        for (int i = 2 + random.nextInt(9); i > 0; i--) {
            post(source, any(ALBUMS), false, group);
        }
    }

    private void post(long source, String kind, boolean guarded, String group) {
        ObjectNode message = updates.message(kind);
        Draft draft = draft(source, message);
        boolean service = RandomUpdates.SERVICE.contains(kind);
        if (guarded) {
            draft.protectedContent();
        }
        if (service) {
            draft.service(kind, message.get(kind).toString());
        }
        if (group != null) {
            draft.mediaGroup(group);
        }
        Post post = draft.post();
        made++;
        if (service) {
            skipped.merge("service", 1, Integer::sum);
        } else if (guarded) {
            skipped.merge("protected", 1, Integer::sum);
        } else if (source == FORUM) {
            toB.add(post);
        } else if (FORWARD_ONLY.contains(kind) || isClosedQuiz(message)) {
            skipped.merge("not_copyable", 1, Integer::sum);
        } else {
            toA.add(post);
        }
    }

    private static boolean isClosedQuiz(ObjectNode message) {
        JsonNode poll = message.path("poll");
        return poll.path("type").asText().equals("quiz")
                && !poll.has("correct_option_id")
                && !poll.has("correct_option_ids");
    }

    /** Ids have gaps, and grow to what an int holds. */
    private Draft draft(long source, ObjectNode message) {
        lastId += 1 + random.nextInt(Integer.MAX_VALUE / UPDATES - 1);
        Draft draft = telegram.draft(source).id(lastId);
        message.properties()
                .forEach(field -> draft.with(field.getKey(), field.getValue().toString()));
        return draft;
    }

    /** An edit of what was passed on or of what was not, to something else: no new message comes of it. */
    private void edit() {
        boolean channel = random.nextBoolean();
        List<Post> known = channel ? toA : toB;
        ObjectNode message = updates.message(any(RandomUpdates.CONTENT));
        message.put(
                "message_id",
                known.isEmpty() || random.nextInt(4) == 0
                        ? 1 + random.nextInt(Integer.MAX_VALUE - 1)
                        : any(known).messageId());
        message.put("date", bot.time.now().getEpochSecond());
        message.putObject("chat").put("id", channel ? S : FORUM).put("type", channel ? "channel" : "supergroup");
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        update.set(channel ? "edited_channel_post" : "edited_message", message);
        telegram.rawUpdate(update.toString());
        made++;
    }

    private void editedText() {
        Post post = draft(EDITED, updates.message("text")).post();
        String text = updates.text(4096);
        telegram.edit(post, text);
        lastTexts.put(post.messageId(), text);
        made += 2;
    }

    private List<Post> notOnce(long destination, List<Post> posts) {
        return posts.stream()
                .filter(post -> telegram.ledger().times(destination, post.chat(), post.messageId()) != 1)
                .toList();
    }

    private Map<Long, String> textsIn(long chat) {
        Map<Long, String> texts = new HashMap<>();
        for (Delivered delivered : telegram.delivered(chat)) {
            texts.put(delivered.originId(), delivered.text());
        }
        return texts;
    }
}
