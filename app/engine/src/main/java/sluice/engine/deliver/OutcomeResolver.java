package sluice.engine.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.Delivery;
import sluice.api.Display;
import sluice.api.Effects;
import sluice.api.Facts;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.MessageDetails;
import sluice.api.MessageQueue;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.base.content.Entities;
import sluice.base.log.RepeatedWarnings;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.journal.Journal;
import sluice.engine.route.NoteLane;
import sluice.engine.route.Repeats;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.host.status.Counters;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;
import sluice.telegram.Reply;

/** Resolves the answer to a call into the outcome of the delivery. This class is thread-safe. */
final class OutcomeResolver {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeResolver.class);

    /** A token that is rejected ends the bot; until then nothing is lost. */
    private static final Duration TOKEN_WAIT = Duration.ofMinutes(1);

    /** For the few that were on their way when this process lost the bot; the others are not even taken. */
    private static final Duration WITHHELD_WAIT = Duration.ofSeconds(1);

    private static final Duration NO_FILES_WAIT = Duration.ofSeconds(10);

    private final MessageQueue queue;
    private final Repeats repeats;
    private final Edits edits;
    private final SentContents contents;
    private final Peers peers;
    private final Router router;
    private final Counters counters;
    private final Notices notices;
    private final Timeline timeline;
    private final Followers followers;
    private final LiveConfig config;

    /** The failures that the last cleanup has ended: what was under way then could not be given up with the others. */
    @Bounded("peer.max-failed")
    private volatile Set<PeerFailure> outlived = Set.of();

    OutcomeResolver(
            MessageQueue queue,
            Repeats repeats,
            Edits edits,
            SentContents contents,
            Peers peers,
            Router router,
            Counters counters,
            Journal journal,
            Notices notices,
            Timeline timeline,
            LiveConfig config) {
        this.queue = queue;
        this.repeats = repeats;
        this.edits = edits;
        this.contents = contents;
        this.peers = peers;
        this.router = router;
        this.counters = counters;
        this.notices = notices;
        this.timeline = timeline;
        this.config = config;
        this.followers = new Followers(router, queue, counters, journal);
    }

    /** A cleanup is about to forget these failures, and what waits for their chats is given up. */
    void outlived(Set<PeerFailure> failures) {
        outlived = failures;
    }

    Outcome outcome(Attempt.Called attempt, Optional<PeerFailure> before) {
        Delivery delivery = attempt.tried();
        return switch (attempt.reply()) {
            case Reply.Sent(List<Integer> ids, OptionalInt count) ->
                arrivedInPart(delivery, count).orElseGet(() -> sent(delivery, ids, attempt.body()));
            case Reply.FloodWait flood -> floodWait(delivery, flood);
            case Reply.TryAgain reply
            when reply.lacksFiles() ->
                again(delivery, NO_FILES_WAIT, delivery.first().tries());
            case Reply.TryAgain(String detail) -> tryAgain(delivery, detail);
            case Reply.ChatUnusable(String detail) -> chatUnusable(delivery, detail, before);
            case Reply.SourceUnreadable(String detail) -> sourceUnreadable(delivery, detail);
            case Reply.MessageUnusable(String detail) -> messageUnusable(delivery, detail);
            case Reply.Moved(long chatId) -> moved(delivery, chatId);
            case Reply.Unknown(String detail) -> dead(delivery, DeadLetter.Reason.UNKNOWN_OUTCOME, detail);
            case Reply.Withheld() -> new Outcome.Retry(timeline.now().plus(WITHHELD_WAIT), delivery.jobs());
            case Reply.TokenRejected(String _) ->
                new Outcome.Retry(timeline.now().plus(TOKEN_WAIT), delivery.jobs());
        };
    }

    /** Of an album Telegram skips what it cannot copy, and does not say which: no id can be assigned. */
    private Optional<Outcome> arrivedInPart(Delivery delivery, OptionalInt count) {
        int members = delivery.jobs().size();
        if (members == 1 || count.isEmpty() || count.getAsInt() >= members) {
            return Optional.empty();
        }
        int arrived = count.getAsInt();
        if (arrived == 0) {
            return Optional.of(messageUnusable(delivery, "none of the " + members + " members could be copied"));
        }
        String watch = delivery.first().watch();
        String detail = arrived + " of the " + members + " members have arrived, and Telegram does not say which";
        counters.processed(watch, arrived);
        counters.failed(watch, members - arrived);
        LOG.atWarn()
                .addKeyValue(RepeatedWarnings.CAUSE, where(delivery) + " in part")
                .log("{}: {}", where(delivery), detail);
        return Optional.of(new Outcome.Dead(DeadLetter.Reason.UNKNOWN_OUTCOME, detail));
    }

    private Outcome sent(Delivery delivery, List<Integer> ids, Body body) {
        if (!NoteLane.is(delivery.destination()) && peers.succeeded(delivery.destination())) {
            LOG.atInfo()
                    .addKeyValue(RepeatedWarnings.ENDS, OverflowPolicy.cause(delivery.destination()))
                    .log("chat {} works again", delivery.destination());
            notices.chatWorks(delivery.destination());
        }
        if (body.changed()) {
            counters.steps().changed();
        }
        if (delivery.first().payload() instanceof Payload.Edit edit) {
            counters.processed(delivery.first().watch(), 1);
            return new Outcome.Done(new Effects(followingEdits(delivery.first(), edit, body), List.of()));
        }
        if (delivery.first().payload() instanceof Payload.Relay) {
            repeats.sent(delivery.first(), Sender.relays(delivery));
        }
        List<Copy> copies = copies(delivery, ids);
        remember(delivery, copies, body);
        Effects effects = new Effects(followers.of(delivery, ids, body, timeline.now()), copies);
        if (!body.rest().isEmpty()) {
            if (body.changed()) {
                counters.steps().split();
            }
            Payload.Text text = new Payload.Text(
                    body.rest().text(),
                    Entities.json(body.rest()),
                    body.preview().keptFor(body.rest()));
            Job rest = delivery.first().with(text).with(Job.Tries.NONE);
            // The last message that the rest needs is counted for the first of these.
            counters.processed(delivery.first().watch(), delivery.jobs().size() - 1);
            return new Outcome.Retry(timeline.now(), List.of(rest), effects);
        }
        counters.processed(delivery.first().watch(), delivery.jobs().size());
        if (!delivery.first().watch().isEmpty()) {
            // It is due when it has come in and its watch's delay is over, and stays so through all tries.
            counters.delivered(Duration.between(delivery.first().due(), timeline.now()));
        }
        return new Outcome.Done(effects);
    }

    /** The edit has reached a copy, which may have been copied on. */
    private List<Job> followingEdits(Job job, Payload.Edit edit, Body body) {
        FormattedText sent = body.sent().getFirst();
        return queue.copyOf(job.watch(), edit.chatId(), edit.messageId())
                .map(copy -> {
                    contents.sent(copy, sent, display(edit.details(), body), file(edit.details(), body.captions()));
                    Payload.Edit next = new Payload.Edit(
                            copy.toChatId(),
                            copy.toMessageId(),
                            edit.version(),
                            body.captions(),
                            sent.text(),
                            Entities.json(sent),
                            Followers.details(edit.details(), copy.toChatId(), job.topic(), body));
                    return edits.jobs(next, job.visited(), timeline.now());
                })
                .orElse(List.of());
    }

    private List<Copy> copies(Delivery delivery, List<Integer> ids) {
        List<Copy> copies = new ArrayList<>();
        boolean forAll = ids.size() == 1 && extracts(delivery.first());
        if (!forAll && ids.size() != delivery.jobs().size()) {
            return copies;
        }
        for (int i = 0; i < delivery.jobs().size(); i++) {
            Job job = delivery.jobs().get(i);
            if (job.payload() instanceof Payload.Relay relay) {
                copies.add(new Copy(
                        job.watch(), relay.chatId(), relay.messageId(), job.destination(), ids.get(forAll ? 0 : i)));
            }
        }
        return copies;
    }

    private boolean extracts(Job job) {
        return router.route(job.watch()).filter(Route::extracts).isPresent();
    }

    /** Remembers the text of copies where an edit may come, so that one which changes nothing is known. */
    private void remember(Delivery delivery, List<Copy> copies, Body body) {
        if (router.route(delivery.first().watch())
                .filter(route -> route.watch().syncEdits())
                .isEmpty()) {
            return;
        }
        for (int i = 0; i < copies.size(); i++) {
            Copy copy = copies.get(i);
            Payload.Relay relay = (Payload.Relay) delivery.jobs().get(i).payload();
            if (relay.album().isPresent() && extracts(delivery.first())) {
                contents.member(copy, relay.text());
            }
            Optional<MessageDetails> details = relay.details();
            if (!body.sent().isEmpty()) {
                contents.sent(copy, body.of(i), display(details, body), file(details, body.captions()));
            } else if (details.isPresent() && !edits.isEdited(copy)) {
                // Telegram copies what stands there by then, which is this only when it was not edited meanwhile.
                contents.sent(copy, Sender.text(relay), details.get().display(), file(details, true));
            }
        }
    }

    /** An id of the content of the file of a copy; empty for a text. */
    static String file(Optional<MessageDetails> details, boolean kept) {
        return details.filter(_ -> kept)
                .flatMap(MessageDetails::facts)
                .map(Facts::content)
                .orElse("");
    }

    private static Display display(Optional<MessageDetails> details, Body body) {
        return body.captions()
                ? details.map(MessageDetails::display).orElse(Display.DEFAULT)
                : Display.of(body.preview());
    }

    private Outcome floodWait(Delivery delivery, Reply.FloodWait flood) {
        counters.floodWait();
        Duration asked = flood.waitFor().orElse(flood.believed());
        Duration wait = flood.believed();
        Job.Tries before = delivery.first().tries();
        if (before.floodWaits() >= config.get().deliver().maxFloodRetries()) {
            return dead(
                    delivery,
                    DeadLetter.Reason.FLOOD_RETRIES_EXHAUSTED,
                    "asked to wait " + (before.floodWaits() + 1) + " times in a row, last " + asked.toSeconds() + " s");
        }
        if (flood.isTooLong()) {
            LOG.warn(
                    "{}: Telegram asks to wait {} s; I wait {} s",
                    where(delivery),
                    asked.toSeconds(),
                    wait.toSeconds());
        } else {
            LOG.info("{}: Telegram asks to wait {} s", where(delivery), wait.toSeconds());
        }
        return again(delivery, wait, new Job.Tries(before.failures(), before.floodWaits() + 1));
    }

    private Outcome tryAgain(Delivery delivery, String detail) {
        int failures = delivery.first().tries().failures();
        if (failures >= config.get().deliver().maxRetries()) {
            return dead(delivery, DeadLetter.Reason.RETRIES_EXHAUSTED, detail);
        }
        counters.retried();
        LOG.info(
                "{}: {}; try {} of {} follows",
                where(delivery),
                detail,
                failures + 1,
                config.get().deliver().maxRetries());
        return again(delivery, Duration.ofSeconds(1L << failures), new Job.Tries(failures + 1, 0));
    }

    private Outcome chatUnusable(Delivery delivery, String detail, Optional<PeerFailure> before) {
        long chat = delivery.destination();
        if (before.filter(outlived::contains).isPresent()) {
            return dead(delivery, DeadLetter.Reason.CHAT_UNUSABLE, "for too long: " + detail);
        }
        notices.chatUnusable(chat, detail);
        PeerFailure failure = peers.failed(chat, detail);
        if (failure.failures() == 1) {
            LOG.atWarn()
                    .addKeyValue(RepeatedWarnings.CAUSE, OverflowPolicy.cause(chat) + detail)
                    .log("chat {} cannot be used: {}; its messages wait", chat, detail);
        }
        return new Outcome.Retry(failure.retryAt(), delivery.jobs());
    }

    /** True if a chat is known to be unusable. */
    boolean isUnusable(long chat) {
        return peers.failure(chat).isPresent();
    }

    private Outcome sourceUnreadable(Delivery delivery, String detail) {
        notices.sourceUnreadable(delivery.first());
        return dead(delivery, DeadLetter.Reason.MESSAGE_UNUSABLE, "its source cannot be read: " + detail);
    }

    private Outcome messageUnusable(Delivery delivery, String detail) {
        if (delivery.first().payload() instanceof Payload.Edit) {
            // The copy stays as it is: too old to be edited, or gone.
            counters.skipped(delivery.first().watch(), Refusal.of(SkipReason.EDIT_REFUSED), 1);
            return Outcome.Done.ALONE;
        }
        notices.messageUnusable(delivery.first(), detail);
        return dead(delivery, DeadLetter.Reason.MESSAGE_UNUSABLE, detail);
    }

    private Outcome moved(Delivery delivery, long chatId) {
        if (delivery.first().payload() instanceof Payload.Relay relay
                && router.movedTo(relay.chatId()).filter(id -> id == chatId).isPresent()) {
            return dead(delivery, DeadLetter.Reason.MESSAGE_UNUSABLE, "it stands in a chat that has become " + chatId);
        }
        if (!router.migrate(delivery.destination(), chatId)) {
            return dead(
                    delivery,
                    DeadLetter.Reason.MESSAGE_UNUSABLE,
                    "the chat is said to have become " + chatId + " again");
        }
        LOG.info("chat {} has become {}; its watches are rewritten", delivery.destination(), chatId);
        return new Outcome.Moved(chatId);
    }

    /** A step failed, and its watch wants the message to wait until somebody has seen to it. */
    Outcome held(Delivery delivery, String step) {
        return dead(delivery, DeadLetter.Reason.STEP_FAILED, "the step `" + step + "` failed");
    }

    private Outcome dead(Delivery delivery, DeadLetter.Reason reason, String detail) {
        counters.failed(delivery.first().watch(), delivery.jobs().size());
        // How long Telegram asked to wait is another each time, and no other cause.
        String cause = reason == DeadLetter.Reason.FLOOD_RETRIES_EXHAUSTED ? "" : detail;
        LOG.atWarn()
                .addKeyValue(RepeatedWarnings.CAUSE, where(delivery) + " " + reason + ":" + cause)
                .log("{}: {} not delivered ({}): {}", where(delivery), what(delivery), reason, detail);
        return new Outcome.Dead(reason, detail);
    }

    private static String where(Delivery delivery) {
        long lane = delivery.destination();
        return NoteLane.is(lane) ? "notes of chat " + NoteLane.source(lane) : "chat " + lane;
    }

    private static String what(Delivery delivery) {
        int size = delivery.jobs().size();
        return size == 1 ? "a message" : "an album of " + size;
    }

    private Outcome again(Delivery delivery, Duration wait, Job.Tries tries) {
        List<Job> jobs = delivery.jobs().stream().map(job -> job.with(tries)).toList();
        return new Outcome.Retry(timeline.now().plus(wait), jobs);
    }
}
