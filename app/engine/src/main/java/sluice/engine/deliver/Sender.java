package sluice.engine.deliver;

import java.util.List;
import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Deduplicator;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.GroupKey;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.content.Details;
import sluice.base.content.Display;
import sluice.base.content.Entities;
import sluice.base.content.LinkPreview;
import sluice.base.time.Timeline;
import sluice.config.filter.TextPieces;
import sluice.engine.notes.Recording;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;
import sluice.telegram.model.Target;

/** Judges a delivery once more and makes its one call. This class is thread-safe. */
final class Sender {

    /** The reason for giving up a message when the bot was shut out of the chat in which it stands. */
    static final String SOURCE_UNREADABLE = "its source cannot be read";

    private final BotApi api;
    private final MessageQueue queue;
    private final Router router;
    private final Deduplicator deduplicator;
    private final Edits edits;
    private final SentContents contents;
    private final MediaSender media;
    private final NoteSender notes;
    private final Timeline timeline;

    Sender(
            BotApi api,
            MessageQueue queue,
            Router router,
            Deduplicator deduplicator,
            Edits edits,
            SentContents contents,
            Optional<Recording> recording,
            Timeline timeline) {
        this.timeline = timeline;
        this.api = api;
        this.edits = edits;
        this.contents = contents;
        this.media = new MediaSender(api, queue);
        this.notes = new NoteSender(recording);
        this.queue = queue;
        this.router = router;
        this.deduplicator = deduplicator;
    }

    /** The result of one try. */
    sealed interface Attempt {

        /** It was left out, without a call. */
        record Skipped(Refusal refusal) implements Attempt {

            Skipped(SkipReason reason) {
                this(Refusal.of(reason));
            }
        }

        /** The queue cannot record at present that the call is made, so it was not. */
        record NotBegun() implements Attempt {}

        /** A step failed, and its watch does not want the message to be sent without it. */
        record Held(String step) implements Attempt {}

        /**
         * The call was made.
         *
         * @param tried the delivery as it is to be tried again
         * @param reply its answer
         * @param body what was sent
         */
        record Called(Delivery tried, Reply reply, Body body) implements Attempt {}
    }

    Attempt attempt(Delivery delivery) {
        Job job = delivery.first();
        if (job.visited().contains(job.destination())) {
            // The destination has moved, to a chat where the message was before.
            return new Attempt.Skipped(SkipReason.LOOP);
        }
        return switch (job.payload()) {
            case Payload.Text(String body, String entities, String details) ->
                text(
                        delivery,
                        Entities.text(body, entities),
                        false,
                        Details.parse(details)
                                .map(known -> known.display().linkPreview())
                                .orElse(LinkPreview.DEFAULT),
                        SkipReason.NOTHING_EXTRACTED);
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
        if (edits.isSuperseded(delivery.first().watch(), edit, timeline.now())) {
            return new Attempt.Skipped(SkipReason.SUPERSEDED);
        }
        Optional<Copy> copy = queue.copyOf(delivery.first().watch(), edit.chatId(), edit.messageId());
        if (copy.isEmpty()) {
            return new Attempt.Skipped(SkipReason.EDIT_REFUSED);
        }
        Optional<Details> details = Details.parse(edit.details());
        List<String> texts = List.of(edit.text());
        if (route.extracts() && details.filter(Details::inAlbum).isPresent()) {
            Optional<List<String>> captions = contents.edited(copy.get(), edit.text());
            if (captions.isEmpty()) {
                return new Attempt.Skipped(SkipReason.ALBUM_FORGOTTEN);
            }
            texts = captions.get();
        }
        Optional<Refusal> refusal = Router.refusal(route, texts);
        if (refusal.isPresent()) {
            return new Attempt.Skipped(refusal.get());
        }
        Optional<Display> caption = edit.caption() && !route.extracts()
                ? Optional.of(details.map(Details::display).orElse(Display.DEFAULT))
                : Optional.empty();
        return switch (Composer.edit(delivery, edit, route, texts)) {
            case Composed.Refused(Refusal dropped) -> new Attempt.Skipped(dropped);
            case Composed.Held(String step) -> new Attempt.Held(step);
            case Composed.Text composed when route.watch().record() -> notes.edit(composed, copy.get());
            case Composed.Text composed -> edit(composed, copy.get(), caption);
            case Composed.Whole _, Composed.Captions _ -> throw new IllegalStateException("an edit is a text");
        };
    }

    /** Sends an edit as one text. The rest of a longer one cannot go behind the copy: who knows what stands there by now. */
    private Attempt edit(Composed.Text composed, Copy copy, Optional<Display> caption) {
        String text = composed.text().text();
        if (text.length() > (caption.isPresent() ? TextPieces.MAX_CAPTION : TextPieces.MAX_MESSAGE)) {
            return new Attempt.Skipped(SkipReason.EDIT_TOO_LONG);
        }
        if (caption.isEmpty() && !TextPieces.isVisible(text)) {
            return new Attempt.Skipped(SkipReason.NOTHING_LEFT);
        }
        if (contents.says(copy, composed.text(), caption.orElse(Display.of(composed.preview())))) {
            return new Attempt.Skipped(SkipReason.UNCHANGED);
        }
        if (!queue.begin(composed.delivery())) {
            return new Attempt.NotBegun();
        }
        contents.forget(copy);
        long chat = copy.toChatId();
        int id = copy.toMessageId();
        Reply reply = caption.map(display -> api.editCaption(chat, id, composed.text(), display.captionAbove()))
                .orElseGet(() -> api.editText(chat, id, composed.text(), composed.preview()));
        Body body = new Body(
                List.of(composed.text()),
                caption.isPresent(),
                FormattedText.EMPTY,
                composed.changed(),
                composed.preview());
        return new Attempt.Called(composed.delivery(), reply, body);
    }

    private Attempt relay(Delivery delivery, Payload.Relay relay, Route route) {
        Optional<Refusal> refusal = Router.refusal(route, texts(delivery));
        Composed composed =
                refusal.<Composed>map(Composed.Refused::new).orElseGet(() -> Composer.relay(delivery, route, false));
        if (relay.album().isPresent() && !(composed instanceof Composed.Held)) {
            composed = judged(delivery, relay, route, composed);
        }
        if (route.watch().record()) {
            return notes.keep(composed);
        }
        return switch (composed) {
            case Composed.Refused(Refusal why) -> new Attempt.Skipped(why);
            case Composed.Held(String step) -> new Attempt.Held(step);
            case Composed.Whole(Delivery tried) -> whole(tried, relay, route.watch());
            case Composed.Text(Delivery tried, FormattedText text, boolean changed, LinkPreview preview) ->
                text(tried, text, changed, preview, changed ? SkipReason.NOTHING_LEFT : SkipReason.NOTHING_EXTRACTED);
            case Composed.Captions captions -> media.send(captions, target(delivery.first(), route.watch()));
        };
    }

    /**
     * The first verdict on an album stands for all its members, whenever they come. A late one without a caption passes as those
     * before it did; but where nothing is to be extracted from it, there is nothing to send.
     */
    private Composed judged(Delivery delivery, Payload.Relay relay, Route route, Composed composed) {
        Optional<Refusal> refusal =
                composed instanceof Composed.Refused(Refusal why) ? Optional.of(why) : Optional.empty();
        boolean passes = deduplicator.judgeGroup(groupKey(route.watch(), relay), refusal.isEmpty());
        if (!passes) {
            return new Composed.Refused(refusal.orElse(Refusal.of(SkipReason.NOT_WHITELISTED)));
        }
        return refusal.isEmpty() || refusal.get().reason() == SkipReason.NOTHING_EXTRACTED
                ? composed
                : Composer.relay(delivery, route, true);
    }

    private Attempt whole(Delivery delivery, Payload.Relay relay, Watch watch) {
        Target to = target(delivery.first(), watch);
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        List<Integer> ids = messageIds(delivery);
        Reply reply = watch.preserveSource() ? api.forward(to, relay.chatId(), ids) : api.copy(to, relay.chatId(), ids);
        return new Attempt.Called(delivery, blamed(api, reply, relay.chatId()), Body.AS_IT_IS);
    }

    static List<Integer> messageIds(Delivery delivery) {
        return delivery.jobs().stream()
                .map(Job::payload)
                .map(payload -> ((Payload.Relay) payload).messageId())
                .toList();
    }

    /** A source that shuts the bot out must not be held against the chat that its messages go to. */
    static Reply blamed(BotApi api, Reply reply, long source) {
        return reply instanceof Reply.ChatUnusable unusable && unusable.mayMeanSource() && !api.canRead(source)
                ? new Reply.MessageUnusable(SOURCE_UNREADABLE + ": " + unusable.detail())
                : reply;
    }

    private Attempt text(
            Delivery delivery, FormattedText text, boolean changed, LinkPreview preview, SkipReason whenEmpty) {
        Optional<Body> body = Pieces.body(text, changed, preview);
        if (body.isEmpty()) {
            return new Attempt.Skipped(whenEmpty);
        }
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        Job job = delivery.first();
        Target to = router.route(job.watch())
                .map(route -> target(job, route.watch()))
                .orElse(new Target(job.destination(), job.topic(), 0));
        FormattedText piece = body.get().sent().getFirst();
        return new Attempt.Called(delivery, api.text(to, piece, preview), body.get());
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
        return new Target(job.destination(), job.topic(), Followers.answered(queue, job, watch));
    }
}
