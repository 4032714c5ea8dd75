package sluice.web.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sluice.api.DeadLetter;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Recovery;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The actions of the buttons beside dead letters. This class is thread-safe. */
final class DeadLetterActions {

    private static final String WHO = "the dashboard";

    private final DeadLetterService deadLetters;
    private final Recovery recovery;
    private final Texts texts;

    DeadLetterActions(BotView bot, Texts texts) {
        this.texts = texts;
        this.deadLetters = bot.deadLetters();
        this.recovery = bot.recovery();
    }

    /** Tries one again, or all, or all of a group, that were not sent for certain. */
    Response retry(Request request) {
        if (isAll(request)) {
            return said(request, retryAll(DeadLetterGroup.of(request.form("group"))));
        }
        Optional<Long> id = number(request, "id");
        return id.isEmpty() ? wrong() : said(request, retry(id.get()));
    }

    private String retry(long id) {
        Optional<DeadLetter> deadLetter = deadLetters.find(id);
        return switch (deadLetters.retry(WHO, id)) {
            case QUEUED -> {
                deadLetter
                        .filter(found -> found.reason() == DeadLetter.Reason.CHAT_UNUSABLE)
                        .ifPresent(found -> recovery.tryNow(found.job().destination()));
                yield texts.get("failed.retried");
            }
            case FULL -> texts.get("failed.full");
            case UNKNOWN -> texts.get("failed.gone");
        };
    }

    /** Gives one up, or all, or all of a group, that the sender has seen. */
    Response discard(Request request) {
        Optional<Long> number = number(request, isAll(request) ? "newest" : "id");
        if (number.isEmpty()) {
            return wrong();
        }
        if (isAll(request)) {
            int discarded = deadLetters.discardAll(WHO, DeadLetterGroup.of(request.form("group")), number.get());
            return said(request, texts.get("failed.discarded-all", discarded));
        }
        boolean discarded = deadLetters.discard(WHO, number.get());
        return said(request, texts.get(discarded ? "failed.discarded" : "failed.gone"));
    }

    private String retryAll(Predicate<DeadLetter> wanted) {
        // Before they are in the queue: then nothing is known any more of why they were not delivered.
        List<Long> chats =
                deadLetters.entries(wanted.and(found -> found.reason() == DeadLetter.Reason.CHAT_UNUSABLE)).stream()
                        .map(DeadLetterService.Entry::destination)
                        .distinct()
                        .toList();
        DeadLetterService.Retried retried = deadLetters.retryAll(WHO, wanted);
        chats.forEach(recovery::tryNow);
        String said = texts.get("failed.retried-all", retried.queued());
        if (retried.full() > 0) {
            said += " " + texts.get("failed.retried-full", retried.full());
        }
        if (retried.unknownOutcome() > 0) {
            said += " " + texts.get("failed.retried-unknown", retried.unknownOutcome());
        }
        return said;
    }

    private static boolean isAll(Request request) {
        return request.form("all").isPresent();
    }

    private static Optional<Long> number(Request request, String name) {
        return request.form(name).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
    }

    private static Response wrong() {
        return Response.text(400, "send `id` of a dead letter, or `all` (to discard, with `newest`)\n");
    }

    private static Response said(Request request, String text) {
        return Response.said(request, text, "/#letters");
    }
}
