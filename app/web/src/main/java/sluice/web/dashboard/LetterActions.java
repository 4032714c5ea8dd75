package sluice.web.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import sluice.api.DeadLetter;
import sluice.base.text.Language;
import sluice.base.text.Texts;
import sluice.engine.deliver.DeadLetterService;
import sluice.engine.deliver.Recovery;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** The actions of the buttons beside dead letters. This class is thread-safe. */
final class LetterActions {

    private static final String WHO = "the dashboard";

    private final DeadLetterService undelivered;
    private final Recovery recovery;
    private final Texts texts = Texts.of(Language.EN);

    LetterActions(DeadLetterService undelivered, Recovery recovery) {
        this.undelivered = undelivered;
        this.recovery = recovery;
    }

    /** Tries one again, or all that were not sent for certain. */
    Response retry(Request request) {
        if (isAll(request)) {
            return said(request, retryAll());
        }
        OptionalLong id = number(request, "id");
        if (id.isEmpty()) {
            return wrong();
        }
        Optional<DeadLetter> letter = undelivered.find(id.getAsLong());
        return said(
                request,
                switch (undelivered.retry(WHO, id.getAsLong())) {
                    case QUEUED -> {
                        letter.filter(found -> found.reason() == DeadLetter.Reason.CHAT_UNUSABLE)
                                .ifPresent(found -> recovery.tryNow(found.job().destination()));
                        yield texts.get("failed.retried");
                    }
                    case FULL -> texts.get("failed.full");
                    case UNKNOWN -> texts.get("failed.gone");
                });
    }

    /** Gives one up, or all that the sender has seen. */
    Response discard(Request request) {
        if (isAll(request)) {
            OptionalLong newest = number(request, "newest");
            return newest.isEmpty()
                    ? wrong()
                    : said(
                            request,
                            texts.get(
                                    "failed.discarded-all",
                                    undelivered.discardAll(WHO, _ -> true, newest.getAsLong())));
        }
        OptionalLong id = number(request, "id");
        return id.isEmpty()
                ? wrong()
                : said(
                        request,
                        texts.get(undelivered.discard(WHO, id.getAsLong()) ? "failed.discarded" : "failed.gone"));
    }

    private String retryAll() {
        // Before they are in the queue: then nothing is known any more of why they were not delivered.
        List<Long> chats = undelivered.entries(letter -> letter.reason() == DeadLetter.Reason.CHAT_UNUSABLE).stream()
                .map(DeadLetterService.Entry::destination)
                .distinct()
                .toList();
        DeadLetterService.Retried retried = undelivered.retryAll(WHO, _ -> true);
        chats.forEach(recovery::tryNow);
        StringBuilder said = new StringBuilder(texts.get("failed.retried-all", retried.queued()));
        if (retried.full() > 0) {
            said.append(' ').append(texts.get("failed.retried-full", retried.full()));
        }
        if (retried.unknownOutcome() > 0) {
            said.append(' ').append(texts.get("failed.retried-unknown", retried.unknownOutcome()));
        }
        return said.toString();
    }

    private static boolean isAll(Request request) {
        return request.form("all").isPresent();
    }

    private static OptionalLong number(Request request, String name) {
        return request.form(name)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private static Response wrong() {
        return Response.text(400, "send `id` of a dead letter, or `all` (to discard, with `newest`)\n");
    }

    /** A script wants to hear it; a plain form goes back to the page. */
    private static Response said(Request request, String text) {
        boolean script = request.header("Accept")
                .filter(accept -> accept.contains("application/json"))
                .isPresent();
        return script
                ? Response.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("said", text)
                                .toString()
                                .getBytes(StandardCharsets.UTF_8))
                : Response.redirect("/#letters");
    }
}
