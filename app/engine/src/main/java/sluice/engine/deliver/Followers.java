package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Copy;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.MessageDetails;
import sluice.api.MessageQueue;
import sluice.api.MessageSender;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.content.Entities;
import sluice.engine.journal.Journal;
import sluice.engine.route.Arrival;
import sluice.engine.route.Plan;
import sluice.engine.route.Router;
import sluice.host.status.Counters;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;

/** Makes the jobs that a message triggers where it has arrived. This class is thread-safe. */
final class Followers {

    private final Router router;
    private final MessageQueue queue;
    private final Counters counters;
    private final Journal journal;

    Followers(Router router, MessageQueue queue, Counters counters, Journal journal) {
        this.router = router;
        this.queue = queue;
        this.counters = counters;
        this.journal = journal;
    }

    List<Job> of(Delivery delivery, List<Integer> ids, Body body, Instant now) {
        long chat = delivery.destination();
        if (delivery.first().watch().isEmpty()) {
            return List.of();
        }
        router.copied(chat, ids, delivery.first().visited());
        if (router.routesFrom(chat).isEmpty()) {
            return List.of();
        }
        if (isProtected(delivery.first())) {
            router.routesFrom(chat)
                    .forEach(route ->
                            counters.skipped(route.watch().id(), Refusal.of(SkipReason.PROTECTED), ids.size()));
            return List.of();
        }
        List<Job> followers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Job job = delivery.jobs().get(Math.min(i, delivery.jobs().size() - 1));
            Arrival arrival = arrival(job, ids, i, body);
            int id = ids.get(i);
            journal.received(chat, id, arrival.message().text());
            Plan plan = router.plan(arrival, now);
            for (Plan.Skipped skipped : plan.skipped()) {
                counters.skipped(skipped.watch(), skipped.refusal(), 1);
                journal.filtered(chat, id, skipped.watch(), skipped.refusal());
            }
            for (Job follower : plan.jobs()) {
                counters.taken(follower.watch());
                journal.waiting(follower);
            }
            followers.addAll(plan.jobs());
        }
        return followers;
    }

    /** True if a message arrives protected: like others of that kind it goes no further. */
    private boolean isProtected(Job job) {
        return router.route(job.watch())
                .filter(route -> route.watch().sending().protect())
                .isPresent();
    }

    /** The copy of the message that a message answers, in the chat where its own copy goes; 0 for none. */
    static int answered(MessageQueue queue, Job job, Watch watch) {
        return watch.keepReplies() && job.payload() instanceof Payload.Relay relay && relay.replyTo() != 0
                ? queue.copyOf(watch.id(), relay.chatId(), relay.replyTo())
                        .filter(copy -> copy.toChatId() == job.destination())
                        .map(Copy::toMessageId)
                        .orElse(0)
                : 0;
    }

    private Arrival arrival(Job job, List<Integer> ids, int i, Body body) {
        Optional<FormattedText> sent = body.sent().isEmpty() ? Optional.empty() : Optional.of(body.of(i));
        Optional<Payload.Relay> before =
                job.payload() instanceof Payload.Relay relay ? Optional.of(relay) : Optional.empty();
        long chat = job.destination();
        List<Long> visited = new ArrayList<>(job.visited());
        visited.add(chat);
        Payload.Relay relay = new Payload.Relay(
                chat,
                ids.get(i),
                router.route(job.watch())
                        .map(route -> answered(queue, job, route.watch()))
                        .orElse(0),
                sent.map(FormattedText::text)
                        .or(() -> before.map(Payload.Relay::text))
                        .orElse(""),
                // An album that was sent is an album where it arrives, and all its members are known.
                before.filter(_ -> ids.size() > 1)
                        .flatMap(Payload.Relay::album)
                        .map(album -> new Album(album.key(), Duration.ZERO)),
                details(job, before.flatMap(Payload.Relay::details), body, sent));
        return new Arrival(relay, job.topic(), true, visited, 0);
    }

    /** A text that was sent in the place of media is a text where it arrives; what it was before does not matter there. */
    private static Optional<MessageDetails> details(
            Job job, Optional<MessageDetails> before, Body body, Optional<FormattedText> sent) {
        String entities = sent.map(Entities::json)
                .orElseGet(() -> before.map(MessageDetails::entities).orElse(""));
        return sent.isEmpty() || body.captions()
                ? before.map(details -> details.arrived(sender(job.destination()), job.topic(), entities))
                : Optional.of(MessageDetails.ofText(sender(job.destination()), job.topic(), entities)
                        .with(body.preview()));
    }

    /** The details that an edit's next hop must know. */
    static Optional<MessageDetails> details(Optional<MessageDetails> before, long chat, int topic, Body body) {
        return before.map(details -> body.captions()
                ? details.arrived(sender(chat), topic, "")
                : MessageDetails.ofText(sender(chat), topic, "").with(body.preview()));
    }

    /** The sender of Sluice's own messages: the chat itself, as in a channel. */
    private static MessageSender sender(long chat) {
        return new MessageSender(0, chat, "", "", "");
    }
}
