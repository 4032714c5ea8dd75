package sluice.app.deliver;

import java.util.List;
import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Deduplicator;
import sluice.api.Delivery;
import sluice.api.GroupKey;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.app.filter.TextPieces;
import sluice.app.route.Route;
import sluice.app.route.Router;
import sluice.app.status.SkipReason;
import sluice.app.telegram.BotApi;
import sluice.app.telegram.Reply;
import sluice.app.telegram.Target;

/** Judges a delivery once more and makes its one call. This class is thread-safe. */
final class Sender {

    /** Telegram's limit for the text of one message, in UTF-16 units. */
    static final int MAX_TEXT = 4096;

    private final BotApi api;
    private final MessageQueue queue;
    private final Router router;
    private final Deduplicator deduplicator;
    private final Edits edits;

    Sender(BotApi api, MessageQueue queue, Router router, Deduplicator deduplicator, Edits edits) {
        this.api = api;
        this.edits = edits;
        this.queue = queue;
        this.router = router;
        this.deduplicator = deduplicator;
    }

    /** What one try came to. */
    sealed interface Attempt {

        /** It was left out, without a call. */
        record Skipped(SkipReason reason) implements Attempt {}

        /** The queue cannot record at present that the call is made, so it was not. */
        record NotBegun() implements Attempt {}

        /**
         * The call was made.
         *
         * @param reply its answer
         * @param sentText the text that was sent in place of the message; empty when it went as it is
         * @param rest what is still to be sent of a text too long for one message; empty when nothing is
         */
        record Called(Reply reply, String sentText, String rest) implements Attempt {}
    }

    Attempt attempt(Delivery delivery) {
        Job job = delivery.first();
        if (job.visited().contains(job.destination())) {
            // The destination has moved, to a chat where the message was before.
            return new Attempt.Skipped(SkipReason.LOOP);
        }
        return switch (job.payload()) {
            case Payload.Text(String body) -> text(delivery, body);
            case Payload.Relay relay ->
                router.route(job.watch())
                        .map(route -> relay(delivery, relay, route))
                        .orElse(new Attempt.Skipped(SkipReason.WATCH_GONE));
            case Payload.Edit edit ->
                router.route(job.watch())
                        .map(route -> edit(delivery, edit, route))
                        .orElse(new Attempt.Skipped(SkipReason.WATCH_GONE));
        };
    }

    private Attempt edit(Delivery delivery, Payload.Edit edit, Route route) {
        if (edits.isSuperseded(delivery.first().watch(), edit)) {
            return new Attempt.Skipped(SkipReason.SUPERSEDED);
        }
        Optional<Copy> copy = queue.copyOf(delivery.first().watch(), edit.chatId(), edit.messageId());
        if (copy.isEmpty()) {
            return new Attempt.Skipped(SkipReason.EDIT_REFUSED);
        }
        Optional<SkipReason> refusal = Router.refusal(route, List.of(edit.text()));
        if (refusal.isPresent()) {
            return new Attempt.Skipped(refusal.get());
        }
        String text = route.extracts()
                ? TextPieces.split(route.extract(List.of(edit.text())), MAX_TEXT)
                        .getFirst()
                : edit.text();
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        Reply reply = api.edit(copy.get().toChatId(), copy.get().toMessageId(), edit, text);
        return new Attempt.Called(reply, text, "");
    }

    private Attempt relay(Delivery delivery, Payload.Relay relay, Route route) {
        List<String> texts = texts(delivery);
        SkipReason refusal = Router.refusal(route, texts).orElse(null);
        if (relay.album().isPresent()) {
            GroupKey key = groupKey(route.watch(), relay);
            boolean passes = deduplicator.judgeGroup(key, refusal == null);
            // A late member without a caption shares the fate of its album; but where nothing is to be extracted from
            // it,
            // there is nothing to send.
            if (passes && refusal != SkipReason.NOTHING_EXTRACTED) {
                refusal = null;
            } else if (!passes && refusal == null) {
                refusal = SkipReason.NOT_WHITELISTED;
            }
        }
        if (refusal != null) {
            return new Attempt.Skipped(refusal);
        }
        return route.extracts() ? text(delivery, route.extract(texts)) : whole(delivery, relay, route.watch());
    }

    private Attempt whole(Delivery delivery, Payload.Relay relay, Watch watch) {
        List<Integer> ids = delivery.jobs().stream()
                .map(Job::payload)
                .map(payload -> ((Payload.Relay) payload).messageId())
                .toList();
        Target to = target(delivery.first(), watch);
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        Reply reply = watch.preserveSource() ? api.forward(to, relay.chatId(), ids) : api.copy(to, relay.chatId(), ids);
        return new Attempt.Called(blamed(reply, relay.chatId()), "", "");
    }

    /** A source that shuts the bot out must not be held against the chat that its messages go to. */
    private Reply blamed(Reply reply, long source) {
        return reply instanceof Reply.ChatUnusable unusable && unusable.mayMeanSource() && !api.canRead(source)
                ? new Reply.MessageUnusable("its source cannot be read: " + unusable.detail())
                : reply;
    }

    private Attempt text(Delivery delivery, String body) {
        List<String> pieces = TextPieces.split(body, MAX_TEXT);
        if (pieces.isEmpty()) {
            return new Attempt.Skipped(SkipReason.NOTHING_EXTRACTED);
        }
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        Job job = delivery.first();
        Target to = router.route(job.watch())
                .map(route -> target(job, route.watch()))
                .orElse(new Target(job.destination(), job.topic(), 0));
        String first = pieces.getFirst();
        String rest = String.join("", pieces.subList(1, pieces.size()));
        return new Attempt.Called(api.text(to, first), first, rest);
    }

    /** The captions of all members: an album is judged as a whole. */
    private static List<String> texts(Delivery delivery) {
        return delivery.jobs().stream()
                .map(job -> ((Payload.Relay) job.payload()).text())
                .toList();
    }

    private static GroupKey groupKey(Watch watch, Payload.Relay relay) {
        return new GroupKey(
                watch.owner(),
                watch.id(),
                watch.destination(),
                watch.record() ? GroupKey.Mode.RECORD : GroupKey.Mode.FORWARD,
                relay.album().orElseThrow().key());
    }

    /** A copy answers the copy of the message that its original answers, as long as that is remembered. */
    private Target target(Job job, Watch watch) {
        int replyTo = 0;
        if (watch.keepReplies() && job.payload() instanceof Payload.Relay relay && relay.replyTo() != 0) {
            replyTo = queue.copyOf(watch.id(), relay.chatId(), relay.replyTo())
                    .filter(copy -> copy.toChatId() == job.destination())
                    .map(Copy::toMessageId)
                    .orElse(0);
        }
        return new Target(job.destination(), job.topic(), replyTo);
    }
}
