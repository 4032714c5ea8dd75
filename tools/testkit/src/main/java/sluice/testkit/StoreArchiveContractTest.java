package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sluice.api.Batch;
import sluice.api.Component;
import sluice.api.ComponentContext;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Delivery;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.SettingsException;
import sluice.api.StatsProvider;
import sluice.api.StoreArchive;
import sluice.api.WatchRepository;

/** The contract of every {@link StoreArchive}, with the queue and the watches that it comes with. */
public abstract class StoreArchiveContractTest {

    private final FakeTime time = new FakeTime();

    /** For subclasses. */
    protected StoreArchiveContractTest() {}

    /**
     * Where a bot keeps its things.
     *
     * @param bot a number; each test begins with bots that have nothing
     * @param time its clock and its ticker
     * @return what the providers below are started with, the same for the same bot
     */
    protected abstract ComponentContext context(int bot, FakeTime time);

    /**
     * Creates a queue.
     *
     * @return not started
     */
    protected abstract MessageQueue queue();

    /**
     * Creates a repository.
     *
     * @return not started
     */
    protected abstract WatchRepository watches();

    /**
     * Creates an archive.
     *
     * @return not started
     */
    protected abstract StoreArchive archive();

    private <C extends Component, T> T with(C component, int bot, Function<C, T> use) {
        component.start(context(bot, time));
        try {
            return use.apply(component);
        } finally {
            component.close();
        }
    }

    private void fill(int bot) {
        with(
                queue(),
                bot,
                queue -> with(watches(), bot, watches -> {
                    FilledStore.fill(queue, watches, time.instant());
                    return true;
                }));
    }

    private List<String> read(int bot) {
        return with(archive(), bot, StoreArchiveContractTest::lines);
    }

    private static List<String> lines(StoreArchive archive) {
        try (Stream<String> lines = archive.read()) {
            return lines.toList();
        }
    }

    private void write(int bot, List<String> lines) {
        with(archive(), bot, archive -> {
            archive.write(lines.stream());
            return true;
        });
    }

    private static List<String> rows(List<String> lines) {
        return lines.subList(1, lines.size() - 1);
    }

    @Test
    void what_was_read_is_the_same_where_it_was_written() {
        fill(1);
        List<String> lines = read(1);
        time.advance(Duration.ofMinutes(1));
        write(2, lines);
        List<String> again = read(2);
        assertEquals(rows(lines), rows(again));
        Set<String> kinds = new HashSet<>();
        rows(lines).forEach(line -> kinds.add(line.substring(2, line.indexOf('"', 2))));
        assertEquals(
                Set.of("job", "lane", "album", "dead_letter", "sent", "fact", "text", "chat_move", "watch"), kinds);
        assertTrue(lines.getFirst().contains("\"rows\":" + (lines.size() - 2)), lines.getFirst());
    }

    @Test
    void the_bot_goes_on_with_what_was_written() {
        fill(1);
        write(2, read(1));
        List<DeadLetter> before = with(queue(), 1, queue -> queue.deadLetters().list(0, 100));
        with(queue(), 2, queue -> {
            assertEquals(before, queue.deadLetters().list(0, 100));
            assertEquals(
                    Reason.UNKNOWN_OUTCOME,
                    before.getLast().reason(),
                    "a delivery that was begun has an unknown outcome");
            assertEquals(FilledStore.IN_FLIGHT, before.getLast().job().destination());
            assertEquals(FilledStore.OFFSET, queue.offset());
            assertEquals(Optional.of(FilledStore.TEXT), queue.text("posts"));
            assertEquals(
                    Optional.of(FilledStore.COPY),
                    queue.copyOf(FilledStore.COPY.watch(), FilledStore.COPY.chatId(), FilledStore.COPY.messageId()));
            assertEquals(
                    1,
                    queue.offer(Batch.of(List.of(Jobs.relay(-1001, 1, time.instant()))))
                            .duplicates());
            time.advance(Duration.ofHours(2));
            int jobs = 0;
            for (Optional<Delivery> next = queue.take(); next.isPresent(); next = queue.take()) {
                jobs += next.get().jobs().size();
                queue.settle(next.get(), Outcome.Done.ALONE);
            }
            assertEquals(FilledStore.WAITING, jobs);
            queue.offer(Batch.of(List.of(Jobs.relay(-1002, 100, time.instant()))));
            queue.settle(queue.take().orElseThrow(), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, ""));
            assertTrue(
                    queue.deadLetters().list(before.getLast().id(), 9).size() == 1,
                    "the number of a dead letter was given again");
            return true;
        });
        assertEquals(with(watches(), 1, WatchRepository::watches), with(watches(), 2, WatchRepository::watches));
        assertEquals(with(watches(), 1, WatchRepository::moves), with(watches(), 2, WatchRepository::moves));
    }

    @Test
    void the_number_of_a_discarded_dead_letter_is_not_given_again() {
        fill(1);
        List<String> lines = with(queue(), 1, queue -> {
            queue.deadLetters().list(0, 100).forEach(dead -> queue.deadLetters().discard(dead.id()));
            return List.<String>of();
        });
        assertEquals(List.of(), lines);
        write(2, read(1));
        with(queue(), 2, queue -> {
            queue.offer(Batch.of(List.of(Jobs.relay(-1002, 100, time.instant()))));
            queue.settle(queue.take().orElseThrow(), new Outcome.Dead(Reason.MESSAGE_UNUSABLE, ""));
            assertEquals(5, queue.deadLetters().list(0, 9).getFirst().id());
            return true;
        });
    }

    @Test
    void of_lines_that_were_cut_nothing_is_taken_over() {
        fill(1);
        List<String> lines = read(1);
        with(archive(), 2, archive -> {
            for (int i = 0; i < lines.size(); i++) {
                assertRefused(archive, lines.subList(0, i));
                assertTrue(archive.isEmpty(), "lines: " + i);
            }
            archive.write(lines.stream());
            assertFalse(archive.isEmpty());
            return true;
        });
    }

    @Test
    void of_lines_that_were_changed_or_left_out_nothing_is_taken_over() {
        fill(1);
        List<String> lines = read(1);
        with(archive(), 2, archive -> {
            for (int i = 0; i < lines.size(); i++) {
                int line = i;
                assertRefused(archive, changed(lines, all -> all.set(line, other(all.get(line)))));
                assertRefused(archive, changed(lines, all -> all.remove(line)));
                assertRefused(archive, changed(lines, all -> all.add(line, all.get(line))));
            }
            assertRefused(archive, changed(lines, all -> all.add("{}")));
            assertTrue(archive.isEmpty());
            return true;
        });
    }

    @Test
    void says_what_is_wrong_with_a_line() {
        fill(1);
        List<String> lines = read(1);
        with(archive(), 2, archive -> {
            assertEquals("it is empty", assertRefused(archive, List.of()));
            assertEquals("line 1: not the export of a bot", assertRefused(archive, lines.subList(1, lines.size())));
            assertEquals("line 1: no row of an export", assertRefused(archive, List.of("{\"a\":1}")));
            assertEquals(
                    "line 1: no JSON object",
                    assertRefused(archive, List.of("watches: []")).replaceAll("no JSON: .*", "no JSON object"));
            assertEquals(
                    "line 1: written by another Sluice, in the format 2 instead of 1",
                    assertRefused(archive, List.of("{\"archive\":{\"format\":2}}")));
            assertEquals(
                    "line 2: not as the export of this Sluice writes it",
                    assertRefused(archive, List.of(lines.getFirst(), "{\"job\":{\"colour\":1}}")));
            assertEquals("it was cut: it has no last line", assertRefused(archive, lines.subList(0, 5)));
            return true;
        });
    }

    @Test
    void what_is_there_is_replaced_as_a_whole_or_stays() {
        fill(1);
        List<String> lines = read(1);
        with(queue(), 2, queue -> {
            queue.offer(new Batch(List.of(Jobs.relay(-5, 1, time.instant())), 5));
            return queue.keepText("mine", "text");
        });
        List<String> before = read(2);
        with(archive(), 2, archive -> {
            assertFalse(archive.isEmpty());
            assertRefused(archive, lines.subList(0, lines.size() - 1));
            assertEquals(rows(before), rows(lines(archive)));
            archive.write(lines.stream());
            assertEquals(rows(lines), rows(lines(archive)));
            archive.clear();
            assertTrue(archive.isEmpty());
            return true;
        });
        long lost = with(queue(), 2, queue -> ((StatsProvider) queue).stats().count("lost"));
        assertEquals(0, lost, "what was replaced is missed");
        assertEquals(List.of(), rows(read(2)));
        assertEquals(rows(lines), rows(read(1)), "another bot's were touched");
    }

    @Test
    void nobody_can_run_the_bot_meanwhile() {
        fill(1);
        with(archive(), 1, archive -> {
            MessageQueue queue = queue();
            assertThrows(RuntimeException.class, () -> queue.start(context(1, time)));
            queue.close();
            StoreArchive another = archive();
            assertThrows(SettingsException.class, () -> another.start(context(1, time)));
            return true;
        });
        with(queue(), 1, queue -> true);
    }

    private static String assertRefused(StoreArchive archive, List<String> lines) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> archive.write(lines.stream()),
                        () -> String.join("\n", lines))
                .getMessage();
    }

    private static List<String> changed(List<String> lines, Consumer<List<String>> change) {
        List<String> copy = new ArrayList<>(lines);
        change.accept(copy);
        return copy;
    }

    /** Another letter or digit instead of the last one. */
    private static String other(String line) {
        int place = IntStream.range(0, line.length())
                .filter(i -> Character.isLetterOrDigit(line.charAt(i)))
                .max()
                .orElseThrow();
        char other = line.charAt(place) == '1' ? '2' : '1';
        return line.substring(0, place) + other + line.substring(place + 1);
    }
}
