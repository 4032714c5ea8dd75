package sluice.engine.deliver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.base.content.Details;
import sluice.base.content.LinkPreview;
import sluice.config.filter.TextPieces;
import sluice.telegram.AlbumMember;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;
import sluice.telegram.model.Target;

/**
 * Sends media with other captions than it has, in one call. A single one is copied with its new caption. An album cannot be: its
 * files are sent anew, and where one of them cannot be, it is copied without captions and they follow as a text. Thread-safe.
 *
 * @param api makes the calls
 * @param queue records that a call is made
 */
record MediaSender(BotApi api, MessageQueue queue) {

    private static final FormattedText BETWEEN = FormattedText.of("\n\n");

    Sender.Attempt send(Composed.Captions captions, Target to) {
        Delivery delivery = captions.delivery();
        List<Pieces> pieces = captions.captions().stream()
                .map(caption -> Pieces.of(caption, TextPieces.MAX_CAPTION))
                .toList();
        if (!queue.begin(delivery)) {
            return new Sender.Attempt.NotBegun();
        }
        return pieces.size() == 1 ? one(delivery, pieces.getFirst(), to) : album(delivery, pieces, to);
    }

    private Sender.Attempt one(Delivery delivery, Pieces pieces, Target to) {
        Payload.Relay relay = relay(delivery.first());
        Reply reply = api.copy(
                to,
                relay.chatId(),
                relay.messageId(),
                pieces.first(),
                details(delivery.first()).display().captionAbove());
        Body body = new Body(List.of(pieces.first()), true, pieces.rest(), true, LinkPreview.DEFAULT);
        return new Sender.Attempt.Called(delivery, Sender.blamed(api, reply, relay.chatId()), body);
    }

    private Sender.Attempt album(Delivery delivery, List<Pieces> pieces, Target to) {
        List<AlbumMember> members = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            members.add(AlbumMember.of(
                    details(delivery.jobs().get(i)), pieces.get(i).first()));
        }
        if (members.stream().allMatch(AlbumMember::canBeSent)) {
            Body body = new Body(
                    pieces.stream().map(Pieces::first).toList(),
                    true,
                    joined(pieces.stream().map(Pieces::rest).toList()),
                    true,
                    LinkPreview.DEFAULT);
            return new Sender.Attempt.Called(delivery, api.album(to, members), body);
        }
        long source = relay(delivery.first()).chatId();
        Reply reply = api.copyWithoutCaptions(to, source, Sender.messageIds(delivery));
        Body body = new Body(
                Collections.nCopies(pieces.size(), FormattedText.EMPTY),
                true,
                joined(pieces.stream()
                        .map(caption -> caption.first().plus(caption.rest()))
                        .toList()),
                true,
                LinkPreview.DEFAULT);
        return new Sender.Attempt.Called(delivery, Sender.blamed(api, reply, source), body);
    }

    private static FormattedText joined(List<FormattedText> texts) {
        return texts.stream()
                .map(MediaSender::stripped)
                .filter(text -> !text.isEmpty())
                .reduce((one, two) -> one.plus(BETWEEN).plus(two))
                .orElse(FormattedText.EMPTY);
    }

    /** Strips blanks at both ends. A gap before the rest is none before a text of its own. */
    private static FormattedText stripped(FormattedText text) {
        int begin = text.text().length() - text.text().stripLeading().length();
        return text.part(begin, Math.max(begin, text.text().stripTrailing().length()));
    }

    private static Payload.Relay relay(Job job) {
        return (Payload.Relay) job.payload();
    }

    /** They are there: nothing is changed of a message of which they are not known. */
    private static Details details(Job job) {
        return Details.parse(relay(job).details()).orElseThrow();
    }
}
