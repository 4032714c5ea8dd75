package sluice.engine.deliver;

import java.util.List;
import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Deduplicator;
import sluice.api.Delivery;
import sluice.api.Display;
import sluice.api.FormattedText;
import sluice.api.GroupKey;
import sluice.api.Job;
import sluice.api.LinkPreview;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.base.content.Entities;
import sluice.base.time.Timeline;
import sluice.config.filter.TextPieces;
import sluice.engine.notes.Recording;
import sluice.engine.route.Repeats;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;
import sluice.telegram.AlbumMember;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;
import sluice.telegram.model.Target;

/** Judges a delivery once more and makes its one call. This class is thread-safe. */
final class Sender {

    private final BotApi api;
    private final MessageQueue queue;
    private final Router router;
    private final Deduplicator deduplicator;
    private final Repeats repeats;
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
            Repeats repeats,
            Edits edits,
            SentContents contents,
            Optional<Recording> recording,
            Timeline timeline) {
        this.timeline = timeline;
        this.api = api;
        this.repeats = repeats;
        this.edits = edits;
        this.contents = contents;
        this.media = new MediaSender(api, queue);
        this.notes = new NoteSender(recording);
        this.queue = queue;
        this.router = router;
        this.deduplicator = deduplicator;
    }

    Attempt attempt(Delivery delivery) {
        Job job = delivery.first();
        if (job.visited().contains(job.destination())) {
            // The destination has moved, to a chat where the message was before.
            return new Attempt.Skipped(SkipReason.LOOP);
        }
        return switch (job.payload()) {
            case Payload.Text(String body, String entities, LinkPreview preview) ->
                text(delivery, Body.text(Entities.text(body, entities), false, preview));
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
        Optional<MessageDetails> details = edit.details();
        List<String> texts = List.of(edit.text());
        if (route.extracts() && details.filter(MessageDetails::inAlbum).isPresent()) {
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
                ? Optional.of(details.map(MessageDetails::display).orElse(Display.DEFAULT))
                : Optional.empty();
        return switch (Composer.edit(delivery, edit, route, texts)) {
            case Attempt.Skipped skipped -> skipped;
            case Attempt.Held held -> held;
            case Composed.Ready(Delivery tried, Body body)
            when route.watch().record() -> notes.edit(tried, body, copy.get());
            case Composed.Ready _
            when details.filter(known -> known.media() == MediaType.RICH).isPresent() && !route.extracts() ->
                // No bot can write its blocks, and its words alone would be another message.
                new Attempt.Skipped(SkipReason.EDIT_REFUSED);
            case Composed.Ready(Delivery tried, Body body) -> edit(tried, body, copy.get(), caption, details);
        };
    }

    /** Sends an edit as one text. The rest of a longer one cannot go behind the copy: who knows what stands there by now. */
    private Attempt edit(
            Delivery delivery, Body body, Copy copy, Optional<Display> caption, Optional<MessageDetails> details) {
        FormattedText text = body.of(0);
        if (text.text().length() > (caption.isPresent() ? TextPieces.MAX_CAPTION : TextPieces.MAX_MESSAGE)) {
            return new Attempt.Skipped(SkipReason.EDIT_TOO_LONG);
        }
        if (caption.isEmpty() && !TextPieces.isVisible(text.text())) {
            return new Attempt.Skipped(SkipReason.NOTHING_LEFT);
        }
        String file = OutcomeResolver.file(details, caption.isPresent());
        if (contents.says(copy, text, caption.orElse(Display.of(body.preview())), file)) {
            return new Attempt.Skipped(SkipReason.UNCHANGED);
        }
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        Optional<AlbumMember> other = details.filter(_ -> caption.isPresent() && contents.hasOther(copy, file))
                .map(known -> AlbumMember.of(known, text))
                .filter(AlbumMember::canBeSent);
        contents.forget(copy);
        long chat = copy.toChatId();
        int id = copy.toMessageId();
        Reply reply = other.map(media -> api.editMedia(chat, id, media))
                .or(() -> caption.map(display -> api.editCaption(chat, id, text, display.captionAbove())))
                .orElseGet(() -> api.editText(chat, id, text, body.preview()));
        return new Attempt.Called(
                delivery,
                reply,
                new Body(body.sent(), caption.isPresent(), FormattedText.EMPTY, body.changed(), body.preview()));
    }

    private Attempt relay(Delivery delivery, Payload.Relay relay, Route route) {
        Optional<Refusal> refusal = Router.refusal(route, texts(delivery));
        Composed composed =
                refusal.<Composed>map(Attempt.Skipped::new).orElseGet(() -> Composer.relay(delivery, route, false));
        if (relay.album().isPresent() && !(composed instanceof Attempt.Held)) {
            composed = judged(delivery, relay, route, composed);
        }
        if (composed instanceof Composed.Ready && repeats.isRepeat(route, delivery.first(), relays(delivery))) {
            return new Attempt.Skipped(SkipReason.REPEATED);
        }
        return switch (composed) {
            case Attempt.Skipped skipped -> skipped;
            case Attempt.Held held -> held;
            case Composed.Ready(Delivery tried, Body body) when route.watch().record() -> notes.keep(tried, body);
            case Composed.Ready(Delivery tried, Body body) when body.isText() -> text(tried, body);
            case Composed.Ready(Delivery tried, Body body)
            when body.captions() -> media.send(tried, body.sent(), target(delivery.first(), route.watch()));
            case Composed.Ready(Delivery tried, Body _) -> whole(tried, relay, route.watch());
        };
    }

    /**
     * The first verdict on an album stands for all its members, whenever they come. A late one without a caption passes as those
     * before it did; but where nothing is to be extracted from it, there is nothing to send.
     */
    private Composed judged(Delivery delivery, Payload.Relay relay, Route route, Composed composed) {
        Optional<Refusal> refusal =
                composed instanceof Attempt.Skipped(Refusal why) ? Optional.of(why) : Optional.empty();
        boolean passes = deduplicator.judgeGroup(groupKey(route.watch(), relay), refusal.isEmpty());
        if (!passes) {
            return new Attempt.Skipped(refusal.orElse(Refusal.of(SkipReason.NOT_WHITELISTED)));
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
        return new Attempt.Called(delivery, reply, Body.AS_IT_IS);
    }

    static List<Payload.Relay> relays(Delivery delivery) {
        return delivery.jobs().stream()
                .map(job -> (Payload.Relay) job.payload())
                .toList();
    }

    /** The text or the captions of all members: an album is judged as a whole. */
    static List<String> texts(Delivery delivery) {
        return relays(delivery).stream().map(Payload.Relay::text).toList();
    }

    /** The text or caption of a message with its formatting, as far as that is known. */
    static FormattedText text(Payload.Relay relay) {
        return Entities.text(
                relay.text(), relay.details().map(MessageDetails::entities).orElse(""));
    }

    static List<Integer> messageIds(Delivery delivery) {
        return relays(delivery).stream().map(Payload.Relay::messageId).toList();
    }

    /** The reason for which a text is not sent in which nothing can be seen. */
    static Attempt nothingToSee(Body body) {
        return new Attempt.Skipped(body.changed() ? SkipReason.NOTHING_LEFT : SkipReason.NOTHING_EXTRACTED);
    }

    private Attempt text(Delivery delivery, Body body) {
        Pieces pieces = Pieces.of(body.of(0), TextPieces.MAX_MESSAGE);
        if (pieces.first().isEmpty()) {
            return nothingToSee(body);
        }
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        Job job = delivery.first();
        Target to = router.route(job.watch())
                .map(route -> target(job, route.watch()))
                .orElse(new Target(job.destination(), job.topic(), 0));
        return new Attempt.Called(
                delivery,
                api.text(to, pieces.first(), body.preview()),
                new Body(List.of(pieces.first()), false, pieces.rest(), body.changed(), body.preview()));
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
        return new Target(job.destination(), job.topic(), Followers.answered(queue, job, watch), watch.sending());
    }
}
