package sluice.image.durability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import sluice.simulator.Answer;
import sluice.simulator.Delivered;
import sluice.simulator.Post;
import sluice.simulator.Simulator;

/**
 * Messages and albums in a few channels, each watched for two destinations, one of which is watched for one more; and what should
 * become of them.
 */
final class Traffic {

    private record Way(long source, long destination) {}

    /** A message on its way to a chat, as dead letters name it. */
    private record Job(long destination, long chat, long message) {}

    private static final List<String> SENDS =
            List.of("copyMessage", "copyMessages", "forwardMessage", "forwardMessages");
    private static final int SOURCES = 6;
    private static final int DESTINATIONS = 9;
    private static final int PER_SOURCE = 2;
    private static final long END_OF_CHAIN = -1003000000001L;

    private final Simulator telegram;
    private final Random random;
    private final List<Way> ways = new ArrayList<>();
    private final Way chain = new Way(destination(0), END_OF_CHAIN);
    private final List<Post> posts = new ArrayList<>();
    private int albums;
    private CountDownLatch gate = new CountDownLatch(0);
    private long sendsBefore;

    Traffic(Simulator telegram, Random random) {
        this.telegram = telegram;
        this.random = random;
        for (int i = 0; i < SOURCES; i++) {
            telegram.channel(source(i), "source " + i);
        }
        for (int i = 0; i < DESTINATIONS; i++) {
            telegram.channel(destination(i), "destination " + i);
        }
        telegram.channel(END_OF_CHAIN, "end of the chain");
        for (int i = 0; i < SOURCES; i++) {
            for (int j = 0; j < PER_SOURCE; j++) {
                ways.add(new Way(source(i), destination((i + j * 4) % DESTINATIONS)));
            }
        }
    }

    private static long source(int i) {
        return -1001000000001L - i;
    }

    private static long destination(int i) {
        return -1002000000001L - i;
    }

    /** One watch for each way, every third of them forwards. */
    List<String> watches() {
        List<String> watches = new ArrayList<>();
        for (Way way : Stream.concat(ways.stream(), Stream.of(chain)).toList()) {
            watches.add("{source: " + way.source() + ", destination: " + way.destination() + ", preserve-source: "
                    + (watches.size() % 3 == 0) + "}");
        }
        return watches;
    }

    /** Lets the server answer in these ways in turn, from now on. */
    void answers(Answer first, Answer... more) {
        telegram.clearFaults();
        for (String method : SENDS) {
            telegram.on(method).always().answer(first, more);
        }
    }

    /** Lets sends wait for their answers until {@link #letGo}. */
    void hold() {
        gate = new CountDownLatch(1);
        sendsBefore = sends();
        answers(Answer.heldBy(gate));
    }

    /** True when a send is waiting for its answer. */
    boolean isHolding() {
        return sends() > sendsBefore;
    }

    /** Answers what is waiting, and what comes. */
    void letGo() {
        gate.countDown();
    }

    private long sends() {
        return SENDS.stream().mapToLong(telegram::count).sum();
    }

    /** Posts so many messages at least, the members of albums counted one by one. */
    void post(int count) {
        int end = posts.size() + count;
        while (posts.size() < end) {
            long source = source(random.nextInt(SOURCES));
            if (random.nextInt(20) == 0) {
                albums++;
                posts.addAll(telegram.album(source, "album" + albums, new String[2 + random.nextInt(9)]));
            } else {
                posts.add(telegram.post(source, "message " + posts.size()));
            }
        }
    }

    int posted() {
        return posts.size();
    }

    int albums() {
        return albums;
    }

    int lanes() {
        return 1 + (int) ways.stream().map(Way::destination).distinct().count();
    }

    /** What neither arrived nor is listed, and what arrived more than once. */
    List<String> faults(List<Letter> letters) {
        Set<Job> listed = listed(letters);
        List<String> faults = new ArrayList<>();
        for (Way way : ways) {
            posts.stream().filter(post -> post.chat() == way.source()).forEach(post -> {
                int times = telegram.ledger().times(way.destination(), post.chat(), post.messageId());
                check(new Job(way.destination(), post.chat(), post.messageId()), times, listed, faults);
            });
        }
        for (Delivered copy : telegram.delivered(chain.source())) {
            int times = telegram.ledger().times(chain.destination(), copy.originChat(), copy.originId());
            boolean settled = !listed.contains(new Job(chain.source(), copy.originChat(), copy.originId()));
            if (settled || times > 0) {
                check(new Job(chain.destination(), chain.source(), copy.messageId()), times, listed, faults);
            }
        }
        return faults;
    }

    private static Set<Job> listed(List<Letter> letters) {
        Set<Job> listed = new HashSet<>();
        letters.forEach(letter -> listed.add(new Job(letter.lane(), letter.chat(), letter.message())));
        return listed;
    }

    private static void check(Job job, int times, Set<Job> listed, List<String> faults) {
        if (times > 1) {
            faults.add(job + " arrived " + times + " times");
        } else if (times == 0 && !listed.contains(job)) {
            faults.add(job + " is lost");
        }
    }

    /** How many of those that are listed have arrived all the same. */
    long arrived(List<Letter> letters) {
        return letters.stream()
                .filter(letter -> letter.lane() != chain.destination())
                .filter(letter -> telegram.ledger().times(letter.lane(), letter.chat(), letter.message()) > 0)
                .count();
    }
}
