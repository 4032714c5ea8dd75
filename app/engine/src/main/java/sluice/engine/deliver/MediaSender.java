package sluice.engine.deliver;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.MessageQueue;
import sluice.api.Payload;
import sluice.config.filter.TextPieces;
import sluice.telegram.AlbumMember;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;
import sluice.telegram.model.Target;

/**
 * Sends media with other captions than it has, in one call. A single one is copied with its new caption. An album cannot be: its
 * files are sent anew, and where one of them cannot be, it is copied without captions and they follow as a text. Thread-safe.
 */
final class MediaSender {

    private static final FormattedText BETWEEN = FormattedText.of("\n\n");

    private final BotApi api;
    private final MessageQueue queue;

    MediaSender(BotApi api, MessageQueue queue) {
        this.api = api;
        this.queue = queue;
    }

    Attempt send(Delivery delivery, List<FormattedText> captions, Target to) {
        List<Pieces> pieces = captions.stream()
                .map(caption -> Pieces.of(caption, TextPieces.MAX_CAPTION))
                .toList();
        if (!queue.begin(delivery)) {
            return new Attempt.NotBegun();
        }
        return pieces.size() == 1 ? one(delivery, pieces.getFirst(), to) : album(delivery, pieces, to);
    }

    private Attempt one(Delivery delivery, Pieces pieces, Target to) {
        Payload.Relay relay = Sender.relays(delivery).getFirst();
        Reply reply = api.copy(
                to,
                relay.chatId(),
                relay.messageId(),
                pieces.first(),
                relay.details().orElseThrow().display().captionAbove());
        return new Attempt.Called(delivery, reply, Body.captions(List.of(pieces.first()), pieces.rest()));
    }

    private Attempt album(Delivery delivery, List<Pieces> pieces, Target to) {
        List<Payload.Relay> relays = Sender.relays(delivery);
        List<FormattedText> first = pieces.stream().map(Pieces::first).toList();
        // Their details are there: nothing is changed of a message of which they are not known.
        List<AlbumMember> members = IntStream.range(0, relays.size())
                .mapToObj(i -> AlbumMember.of(relays.get(i).details().orElseThrow(), first.get(i)))
                .toList();
        if (members.stream().allMatch(AlbumMember::canBeSent)) {
            Body body = Body.captions(
                    first, joined(pieces.stream().map(Pieces::rest).toList()));
            return new Attempt.Called(delivery, api.album(to, members), body);
        }
        long source = relays.getFirst().chatId();
        Reply reply = api.copyWithoutCaptions(to, source, Sender.messageIds(delivery));
        Body body = Body.captions(
                Collections.nCopies(pieces.size(), FormattedText.EMPTY),
                joined(pieces.stream()
                        .map(caption -> caption.first().plus(caption.rest()))
                        .toList()));
        return new Attempt.Called(delivery, reply, body);
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
}
