package sluice.launcher.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sluice.telegram.BotApi;
import sluice.telegram.Poller;
import sluice.telegram.model.PollAnswer;
import sluice.telegram.model.Update;

/** Asks, and takes what comes first: a message to the bot, or a typed line. The messages stay for the bot that is started later. */
final class Conversation {

    /** Between two looks for messages to the bot. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Poller poller;
    private final Answers answers;
    private final PrintStream out;
    private long seen = -1;

    /** Nothing more was typed; the message is the question. */
    static final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoAnswer(String question) {
            super(question);
        }
    }

    Conversation(BotApi api, Answers answers, PrintStream out) {
        this.poller = api.poller(Duration.ofSeconds(1));
        this.answers = answers;
        this.out = out;
    }

    <T> T ask(
            String question, Function<Update.Written, Optional<T>> fromMessage, Function<String, Optional<T>> fromTyped)
            throws InterruptedException {
        out.print(question);
        out.flush();
        while (true) {
            Optional<T> answer = answers.poll(PAUSE).flatMap(typed -> {
                Optional<T> taken = fromTyped.apply(typed);
                if (taken.isEmpty()) {
                    out.print(question);
                    out.flush();
                }
                return taken;
            });
            if (answer.isEmpty() && answers.ended()) {
                throw new NoAnswer(question.strip());
            }
            answer = answer.or(() -> messages().stream()
                    .flatMap(message -> fromMessage.apply(message).stream())
                    .findFirst());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    private List<Update.Written> messages() {
        if (!(poller.poll(0, false) instanceof PollAnswer.Updates(List<Update> updates))) {
            return List.of();
        }
        List<Update.Written> fresh = updates.stream()
                .filter(update -> update.id() > seen)
                .filter(Update.Written.class::isInstance)
                .map(Update.Written.class::cast)
                .toList();
        seen = updates.stream().mapToLong(Update::id).reduce(seen, Math::max);
        return fresh;
    }
}
