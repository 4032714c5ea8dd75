package sluice.engine.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Album;
import sluice.api.Deduplicator;
import sluice.api.Job;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Peers;
import sluice.base.log.RepeatedWarnings;
import sluice.base.text.Texts;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.engine.deliver.Edits;
import sluice.engine.deliver.Notices;
import sluice.engine.deliver.OverflowPolicy;
import sluice.engine.intake.Admission.Incoming;
import sluice.engine.journal.Journal;
import sluice.engine.rights.Rights;
import sluice.engine.route.Arrival;
import sluice.engine.route.Plan;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;
import sluice.telegram.model.ButtonPress;
import sluice.telegram.model.Message;
import sluice.telegram.model.Origin;
import sluice.telegram.model.Update;

/** Makes jobs of updates. Used by the polling thread; {@link #wake} and {@link #stop} by any. */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Media that have neither text nor caption. An edit of one changes nothing that was sent. */
    private static final Set<MediaType> WORDLESS = EnumSet.of(
            MediaType.VIDEO_NOTE,
            MediaType.STICKER,
            MediaType.POLL,
            MediaType.LOCATION,
            MediaType.VENUE,
            MediaType.CONTACT,
            MediaType.DICE,
            MediaType.GAME,
            MediaType.STORY,
            MediaType.CHECKLIST);

    private final Router router;
    private final Deduplicator deduplicator;
    private final MessageQueue queue;
    private final Peers peers;
    private final Edits edits;
    private final Notices notices;
    private final Listener listener;
    private final Counters counters;
    private final Health health;
    private final Journal journal;
    private final Rights rights;
    private final Timeline timeline;
    private final Admission admission;
    private final OverflowPolicy overflowPolicy;
    private final LiveConfig config;

    /** Intake into a queue. */
    public Intake(
            Router router,
            Deduplicator deduplicator,
            MessageQueue queue,
            Peers peers,
            OverflowPolicy overflowPolicy,
            Edits edits,
            Notices notices,
            Listener listener,
            Counters counters,
            Health health,
            Journal journal,
            Rights rights,
            Texts texts,
            Timeline timeline,
            LiveConfig config) {
        this.router = router;
        this.deduplicator = deduplicator;
        this.queue = queue;
        this.peers = peers;
        this.edits = edits;
        this.notices = notices;
        this.listener = listener;
        this.counters = counters;
        this.health = health;
        this.journal = journal;
        this.rights = rights;
        this.timeline = timeline;
        this.config = config;
        this.overflowPolicy = overflowPolicy;
        this.admission = new Admission(queue, counters, health, journal, notices, texts, timeline);
    }

    /** The queue has changed: there may be room. */
    public void wake() {
        admission.wake();
    }

    /** Waits for nothing any more. */
    public void stop() {
        admission.stop();
    }

    /**
     * Handles updates, each alone: one that fails does not touch the others. Returns the offset that confirms those of
     * which all that they trigger is in the queue, as the queue has stored it: {@code nextOffset}, which confirms them all, or
     * a lower one when the bot is stopping, {@code offset} if it confirms none of them.
     */
    long take(List<Update> updates, long offset, long nextOffset) throws InterruptedException {
        List<Incoming> jobs = new ArrayList<>();
        long reached = offset;
        for (Update update : updates) {
            Optional<Message.Move> move =
                    update instanceof Update.Posted(long _, Message message) ? message.move() : Optional.empty();
            if (!jobs.isEmpty() && (move.isPresent() || update instanceof Update.Edited)) {
                // What came before must be in the queue: it is moved with the chat, or the edit is of it.
                reached = admit(jobs, reached, update.id());
                if (reached != update.id()) {
                    return reached;
                }
                jobs.clear();
            }
            move.ifPresent(moved -> migrate(moved.from(), moved.to()));
            try {
                handle(update).forEach(job -> jobs.add(new Incoming(update.id(), job)));
            } catch (RuntimeException | StackOverflowError e) {
                LOG.atError()
                        .addKeyValue(RepeatedWarnings.CAUSE, "handling an update: " + e)
                        .log("update {} is skipped, handling it failed unexpectedly: {}", update.id(), e.toString());
                LOG.debug("update {} failed", update.id(), e);
                health.fault("handling an update: " + e.getClass().getSimpleName());
                counters.skipped(SkipReason.FAULT, 1);
            }
        }
        return admit(jobs, reached, nextOffset);
    }

    private long admit(List<Incoming> jobs, long offset, long nextOffset) throws InterruptedException {
        long reached = admission.admit(jobs, offset, nextOffset);
        int mayWait = config.get().peer().maxWaiting();
        jobs.stream()
                .map(incoming -> incoming.job().destination())
                .distinct()
                .forEach(chat -> overflowPolicy.giveUp(chat, mayWait));
        return reached;
    }

    private List<Job> handle(Update update) {
        return switch (update) {
            case Update.Posted(long _, Message message) -> posted(message);
            case Update.Written written -> {
                listener.take(written);
                yield posted(written.message());
            }
            case Update.Tapped(long _, ButtonPress tap) -> {
                listener.take(tap);
                yield List.of();
            }
            case Update.Membership membership -> {
                membership(membership);
                yield List.of();
            }
            case Update.Undecodable(long id, String reason) -> {
                LOG.atWarn()
                        .addKeyValue(RepeatedWarnings.CAUSE, "an update cannot be read: " + reason)
                        .log("update {} cannot be read and is skipped: {}", id, reason);
                counters.skipped(SkipReason.UNDECODABLE, 1);
                yield List.of();
            }
            case Update.Edited(long _, Message message, boolean caption)
            when caption && WORDLESS.contains(message.details().media()) -> List.of();
            case Update.Edited(long id, Message message, boolean caption) -> {
                MessageDetails details = message.details();
                Payload.Edit edit = new Payload.Edit(
                        message.chatId(),
                        message.id(),
                        id,
                        caption,
                        message.text(),
                        details.entities(),
                        Optional.of(details.unformatted()));
                yield edits.jobs(edit, List.of(message.chatId()), timeline.now());
            }
            case Update.Ignored _ -> List.of();
        };
    }

    private List<Job> posted(Message message) {
        List<Route> routes = router.routesFrom(message.chatId());
        if (routes.isEmpty()) {
            LOG.debug("message {} of chat {}: no watch has this source", message.id(), message.chatId());
            return List.of();
        }
        routes.forEach(route -> counters.watches().seen(route.watch().id(), timeline.now()));
        journal.received(message.chatId(), message.id(), message.text());
        Optional<SkipReason> refusal = refusal(message);
        if (refusal.isPresent()) {
            if (refusal.get() == SkipReason.PROTECTED) {
                routes.forEach(route -> notices.contentProtected(route.watch()));
            }
            return skipped(message, routes, refusal.get());
        }
        List<Long> way = way(message);
        if (way.contains(message.chatId())) {
            return skipped(message, routes, SkipReason.LOOP);
        }
        Plan plan = router.plan(arrival(message, way), timeline.now());
        plan.skipped().forEach(skipped -> {
            counters.skipped(skipped.watch(), skipped.refusal(), 1);
            journal.filtered(message.chatId(), message.id(), skipped.watch(), skipped.refusal());
            LOG.debug(
                    "message {} of chat {}: filtered ({}) by watch {}",
                    message.id(),
                    message.chatId(),
                    skipped.refusal().reason().key(),
                    skipped.watch());
        });
        LOG.debug(
                "message {} of chat {}: taken by {} watches",
                message.id(),
                message.chatId(),
                plan.jobs().size());
        if (plan.jobs().isEmpty()) {
            return List.of();
        }
        if (!deduplicator.firstSeen(message.chatId(), message.id())) {
            skipped(message, List.of(), SkipReason.DUPLICATE);
            for (Job job : plan.jobs()) {
                counters.watches().skipped(job.watch(), SkipReason.DUPLICATE, 1);
                journal.filtered(message.chatId(), message.id(), job.watch(), Refusal.of(SkipReason.DUPLICATE));
            }
            return List.of();
        }
        for (Job job : plan.jobs()) {
            counters.taken(job.watch());
            journal.waiting(job);
        }
        return plan.jobs();
    }

    private List<Job> skipped(Message message, List<Route> routes, SkipReason reason) {
        routes.forEach(route ->
                journal.filtered(message.chatId(), message.id(), route.watch().id(), Refusal.of(reason)));
        LOG.debug("message {} of chat {}: skipped ({})", message.id(), message.chatId(), reason.key());
        counters.skipped(reason, 1);
        return List.of();
    }

    private Optional<SkipReason> refusal(Message message) {
        if (message.content() == Message.Content.SERVICE) {
            return Optional.of(SkipReason.SERVICE);
        }
        if (message.protectedContent()) {
            return Optional.of(SkipReason.PROTECTED);
        }
        Duration age = Duration.between(message.date(), timeline.now());
        boolean tooOld = config.get()
                .intake()
                .maxAge()
                .filter(limit -> age.compareTo(limit) > 0)
                .isPresent();
        return tooOld ? Optional.of(SkipReason.TOO_OLD) : Optional.empty();
    }

    /**
     * The chats in which a message has been before it came. A channel's post that Telegram itself puts into the group of its discussion has
     * been in the channel, and where that one came from.
     */
    private List<Long> way(Message message) {
        return message.forwardedFrom()
                .filter(_ -> message.automatic())
                .map(origin -> router.wayOf(origin.chatId(), origin.messageId()))
                .orElse(List.of());
    }

    private Arrival arrival(Message message, List<Long> way) {
        List<Long> visited = new ArrayList<>(way);
        visited.add(message.chatId());
        Duration quiet = config.get().intake().albumQuiet();
        Payload.Relay relay = new Payload.Relay(
                message.chatId(),
                message.id(),
                message.replyTo(),
                message.text(),
                message.mediaGroupId().map(group -> new Album(group, quiet)),
                Optional.of(message.details()));
        return new Arrival(
                relay,
                message.topic(),
                message.content() == Message.Content.ORDINARY,
                visited,
                message.forwardedFrom().map(Origin::chatId).orElse(0L));
    }

    private void membership(Update.Membership membership) {
        long chatId = membership.chatId();
        rights.changed(chatId);
        membership.added().ifPresent(listener::take);
        if (membership.gone()) {
            notices.chatLost(chatId);
        } else if (membership.member()) {
            notices.chatWorks(chatId);
            if (peers.failure(chatId).isPresent()) {
                LOG.atInfo()
                        .addKeyValue(RepeatedWarnings.ENDS, OverflowPolicy.cause(chatId))
                        .log("the bot is a member of chat {} again", chatId);
                peers.succeeded(chatId);
                queue.release(chatId);
            }
        }
    }

    private void migrate(long from, long to) {
        // Reported twice: in the old chat and in the new one.
        boolean known = router.movedTo(from).filter(id -> id == to).isPresent();
        if (!known && router.migrate(from, to)) {
            LOG.info("chat {} has become {}; its watches are rewritten", from, to);
            queue.move(from, to);
        }
    }
}
