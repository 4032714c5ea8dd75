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
import sluice.api.MessageQueue;
import sluice.api.MessageSender;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.content.Details;
import sluice.base.content.Entities;
import sluice.base.content.LinkPreview;
import sluice.engine.route.Arrival;
import sluice.engine.route.Plan;
import sluice.engine.route.Router;
import sluice.host.status.Counters;

/**
 * Makes the jobs that a message triggers where it has arrived. This class is thread-safe.
 *
 * @param router finds the watches of a chat
 * @param queue remembers what answers what
 * @param counters counts what is left out
 */
record Followers(Router router, MessageQueue queue, Counters counters) {

    List<Job> of(Delivery delivery, List<Integer> ids, Body body, Instant now) {
        long chat = delivery.destination();
        if (delivery.first().watch().isEmpty()) {
            return List.of();
        }
        router.copied(chat, ids, delivery.first().visited());
        if (router.routesFrom(chat).isEmpty()) {
            return List.of();
        }
        List<Job> followers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Job job = delivery.jobs().get(Math.min(i, delivery.jobs().size() - 1));
            Plan plan = router.plan(arrival(job, ids, i, body), now);
            plan.skipped().forEach(skipped -> counters.skipped(skipped.watch(), skipped.refusal(), 1));
            plan.jobs().forEach(follower -> counters.taken(follower.watch()));
            followers.addAll(plan.jobs());
        }
        return followers;
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
        Optional<FormattedText> sent = body.sent().isEmpty()
                ? Optional.empty()
                : Optional.of(body.sent().get(Math.min(i, body.sent().size() - 1)));
        long chat = job.destination();
        List<Long> visited = new ArrayList<>(job.visited());
        visited.add(chat);
        String before = job.payload() instanceof Payload.Relay relay ? relay.text() : "";
        return new Arrival(
                chat,
                ids.get(i),
                job.topic(),
                router.route(job.watch())
                        .map(route -> answered(queue, job, route.watch()))
                        .orElse(0),
                sent.map(FormattedText::text).orElse(before),
                details(job, body, sent),
                group(job, ids),
                true,
                List.copyOf(visited),
                0);
    }

    /** A text that was sent in the place of media is a text where it arrives; what it was before does not matter there. */
    private static Optional<Details> details(Job job, Body body, Optional<FormattedText> sent) {
        Optional<Details> before =
                job.payload() instanceof Payload.Relay relay ? Details.parse(relay.details()) : Optional.empty();
        String entities = sent.map(Entities::json)
                .orElseGet(() -> before.map(Details::entities).orElse(""));
        return sent.isEmpty() || body.captions()
                ? before.map(details -> details.arrived(sender(job.destination()), job.topic(), entities))
                : Optional.of(Details.ofText(sender(job.destination()), job.topic(), entities)
                        .with(body.preview()));
    }

    /** The details that an edit's next hop must know. */
    static String details(String before, long chat, int topic, Body body) {
        return Details.parse(before)
                .map(details -> body.captions()
                        ? details.arrived(sender(chat), topic, "")
                        : Details.ofText(sender(chat), topic, "").with(body.preview()))
                .map(Details::json)
                .orElse("");
    }

    /** The details of the rest of a text, where it is not shown as any text is. */
    static String details(LinkPreview preview, FormattedText rest) {
        return preview.equals(LinkPreview.DEFAULT)
                ? ""
                : Details.ofText(MessageSender.UNKNOWN, 0, "")
                        .with(preview.keptFor(rest))
                        .json();
    }

    /** The sender of Sluice's own messages: the chat itself, as in a channel. */
    private static MessageSender sender(long chat) {
        return new MessageSender(0, chat, "", "", "");
    }

    /** An album that was sent is an album where it arrives, and all its members are known. */
    private static Optional<Album> group(Job job, List<Integer> ids) {
        return ids.size() > 1 && job.payload() instanceof Payload.Relay relay
                ? relay.album().map(album -> new Album(album.key(), Duration.ZERO))
                : Optional.empty();
    }
}
