package sluice.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sluice.simulator.Post;
import sluice.simulator.Simulator;

/**
 * Texts, albums and edits in a few channels, each watched for two destinations, the copies in one of which are kept up to date, and a
 * quiet channel that is watched for a dead chat; and what has become of them. Used by one thread.
 */
final class SoakTraffic {

    /** How many messages the server keeps; far more than wait at any time. */
    static final int KEPT = 25_000;

    private static final int SOURCES = 6;
    private static final int DESTINATIONS = 9;
    private static final long QUIET = -1001900000001L;
    private static final long DEAD = -1002900000001L;

    private static final int ALBUM_EACH = 20;
    private static final int EDIT_EACH = 25;
    private static final int QUIET_EACH = 200;
    private static final int REMEMBERED = 100;

    private record Way(long source, long destination, boolean edits) {}

    /** A message on its way to a chat, as dead letters name it. */
    private record Job(long destination, long chat, long message) {}

    private record Ids(long first, long last) {}

    private final Simulator telegram;
    private final Random random = new Random(1);
    private final List<Way> ways;
    private final Map<Long, Ids> posted = new HashMap<>();
    private final ArrayDeque<Post> recent = new ArrayDeque<>();
    private long posts;

    SoakTraffic(Simulator telegram) {
        this.telegram = telegram;
        ways = Stream.concat(
                        IntStream.range(0, SOURCES)
                                .boxed()
                                .flatMap(i -> Stream.of(
                                        new Way(source(i), destination(i), true),
                                        new Way(source(i), destination((i + 4) % DESTINATIONS), false))),
                        Stream.of(new Way(QUIET, DEAD, false)))
                .toList();
        ways.stream().map(Way::source).distinct().forEach(id -> telegram.channel(id, "source"));
        ways.stream().map(Way::destination).distinct().forEach(id -> telegram.channel(id, "destination"));
        telegram.kickSilently(DEAD);
    }

    private static long source(int i) {
        return -1001000000001L - i;
    }

    private static long destination(int i) {
        return -1002000000001L - i;
    }

    /** As lines of the configuration. */
    String watches() {
        StringBuilder watches = new StringBuilder();
        ways.forEach(way -> watches.append("  - {source: " + way.source() + ", destination: " + way.destination()
                + ", sync-edits: " + way.edits() + "}\n"));
        return watches.toString();
    }

    /** Posts so many messages, the members of albums counted one by one, or a few more. */
    void post(int count) {
        long end = posts + count;
        while (posts < end) {
            long source = random.nextInt(QUIET_EACH) == 0 ? QUIET : source(random.nextInt(SOURCES));
            if (random.nextInt(ALBUM_EACH) == 0) {
                telegram.album(source, "album " + posts, new String[2 + random.nextInt(9)])
                        .forEach(this::note);
            } else {
                Post post = telegram.post(source, "message " + posts);
                note(post);
                recent.add(post);
            }
            if (recent.size() > REMEMBERED) {
                Post earlier = recent.remove();
                if (random.nextInt(EDIT_EACH) == 0) {
                    telegram.edit(earlier, "edited at " + posts);
                }
            }
        }
    }

    private void note(Post post) {
        posts++;
        posted.merge(
                post.chat(),
                new Ids(post.messageId(), post.messageId()),
                (ids, one) -> new Ids(ids.first(), one.last()));
    }

    long posts() {
        return posts;
    }

    /** Lets the dead chat live again, so that nothing needs to wait. */
    void revive() {
        telegram.restore(DEAD);
    }

    /** How many messages neither arrived nor are listed as dead letters by the bot, which has ended. */
    long lost(Path data) {
        Set<Job> listed = deadLetters(data);
        long lost = 0;
        for (Way way : ways) {
            Ids ids = posted.getOrDefault(way.source(), new Ids(0, -1));
            for (long id = ids.first(); id <= ids.last(); id++) {
                if (telegram.ledger().times(way.destination(), way.source(), id) == 0
                        && !listed.contains(new Job(way.destination(), way.source(), id))) {
                    lost++;
                }
            }
        }
        return lost;
    }

    private static Set<Job> deadLetters(Path data) {
        Set<Job> deadLetters = new HashSet<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("sluice.db"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT lane, chat, message FROM dead_letters")) {
            while (rows.next()) {
                deadLetters.add(new Job(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the dead letters in " + data + " cannot be read", e);
        }
        return deadLetters;
    }
}
