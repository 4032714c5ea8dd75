package sluice.engine.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.base.content.Details;
import sluice.base.content.Entities;
import sluice.base.content.LinkPreview;
import sluice.config.filter.TextPieces;
import sluice.engine.notes.Member;
import sluice.engine.notes.Recording;
import sluice.host.status.Refusal;
import sluice.host.status.SkipReason;
import sluice.telegram.Reply;

/**
 * Keeps messages as notes instead of sending them. The queue is not told that it begins: after a crash it is simply done again, which
 * changes nothing where it was done before.
 */
record NoteSender(Optional<Recording> recording) {

    private static final Reply NOBODY = new Reply.MessageUnusable("nothing keeps notes here");

    Sender.Attempt keep(Composed composed) {
        return switch (composed) {
            case Composed.Refused(Refusal why) -> new Sender.Attempt.Skipped(why);
            case Composed.Held(String step) -> new Sender.Attempt.Held(step);
            case Composed.Whole(Delivery tried) -> keep(tried, whole(tried), false);
            case Composed.Captions(Delivery tried, List<FormattedText> captions) ->
                keep(tried, members(tried, captions), true);
            case Composed.Text(Delivery tried, FormattedText text, boolean changed, LinkPreview _) ->
                TextPieces.isVisible(text.text())
                        ? keep(tried, List.of(member(tried.first(), text, false)), changed)
                        : new Sender.Attempt.Skipped(changed ? SkipReason.NOTHING_LEFT : SkipReason.NOTHING_EXTRACTED);
        };
    }

    private Sender.Attempt keep(Delivery tried, List<Member> members, boolean changed) {
        Body body = new Body(List.of(), false, FormattedText.EMPTY, changed, LinkPreview.DEFAULT);
        Job first = tried.first();
        return recording
                .map(notes -> notes.keep(first.watch(), members, first.tries()))
                .orElse(Optional.of(NOBODY))
                .<Sender.Attempt>map(reply -> new Sender.Attempt.Called(tried, reply, body))
                .orElseGet(Sender.Attempt.NotBegun::new);
    }

    Sender.Attempt edit(Composed.Text composed, Copy note) {
        Body body =
                new Body(List.of(composed.text()), false, FormattedText.EMPTY, composed.changed(), LinkPreview.DEFAULT);
        return recording
                .map(notes -> notes.edited(
                        composed.delivery().first().watch(), note.chatId(), note.toMessageId(), composed.text()))
                .orElse(Optional.of(NOBODY))
                .<Sender.Attempt>map(reply -> new Sender.Attempt.Called(composed.delivery(), reply, body))
                .orElseGet(Sender.Attempt.NotBegun::new);
    }

    private static List<Member> whole(Delivery tried) {
        return tried.jobs().stream()
                .map(job -> member(job, Entities.text(relay(job).text(), entities(job)), true))
                .toList();
    }

    private static List<Member> members(Delivery tried, List<FormattedText> captions) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < tried.jobs().size(); i++) {
            members.add(member(tried.jobs().get(i), captions.get(i), true));
        }
        return members;
    }

    private static Member member(Job job, FormattedText text, boolean withMedia) {
        return new Member(relay(job), Details.parse(relay(job).details()), text, withMedia);
    }

    private static String entities(Job job) {
        return Details.parse(relay(job).details()).map(Details::entities).orElse("");
    }

    private static Payload.Relay relay(Job job) {
        return (Payload.Relay) job.payload();
    }
}
