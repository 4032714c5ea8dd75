package sluice.engine.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Copy;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.config.filter.TextPieces;
import sluice.engine.notes.Member;
import sluice.engine.notes.Recording;
import sluice.telegram.Reply;

/**
 * Keeps messages as notes instead of sending them. The queue is not notified that it begins: after a crash it is simply done again, which
 * changes nothing where it was done before.
 */
final class NoteSender {

    private static final Reply NOBODY = new Reply.MessageUnusable("nothing keeps notes here");

    private final Optional<Recording> recording;

    NoteSender(Optional<Recording> recording) {
        this.recording = recording;
    }

    Attempt keep(Delivery tried, Body body) {
        if (body.isText() && !TextPieces.isVisible(body.of(0).text())) {
            return Sender.nothingToSee(body);
        }
        Job first = tried.first();
        return called(tried, body, notes -> notes.keep(first.watch(), members(tried, body), first.tries()));
    }

    Attempt edit(Delivery tried, Body body, Copy note) {
        return called(
                tried,
                body,
                notes -> notes.edited(tried.first().watch(), note.chatId(), note.toMessageId(), body.of(0)));
    }

    private Attempt called(Delivery tried, Body body, Function<Recording, Optional<Reply>> call) {
        return recording
                .map(call)
                .orElse(Optional.of(NOBODY))
                .<Attempt>map(reply -> new Attempt.Called(tried, reply, body))
                .orElseGet(Attempt.NotBegun::new);
    }

    private static List<Member> members(Delivery tried, Body body) {
        List<Payload.Relay> relays = Sender.relays(tried);
        if (body.isText()) {
            return List.of(new Member(relays.getFirst(), body.of(0), false));
        }
        List<Member> members = new ArrayList<>();
        for (Payload.Relay relay : relays) {
            FormattedText text = body.captions() ? body.of(members.size()) : Sender.text(relay);
            members.add(new Member(relay, text, true));
        }
        return members;
    }
}
