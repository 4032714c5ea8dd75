package sluice.engine.notes;

import static java.util.stream.Collectors.joining;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Album;
import sluice.api.Facts;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.api.Note;
import sluice.api.NoteMessage;
import sluice.api.NoteRepository;
import sluice.base.log.RepeatedWarnings;
import sluice.base.time.Timeline;
import sluice.config.LiveConfig;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;

/**
 * Keeps messages as notes. Doing it again does no harm, so that a crash at any moment neither loses nor doubles one. This class is
 * thread-safe.
 */
public final class Recording {

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private static final String NOT_KEPT = "a note cannot be kept:";

    private final AtomicBoolean failing = new AtomicBoolean();
    private final NoteRepository notes;
    private final MediaKeeper media;
    private final Timeline timeline;
    private final LiveConfig config;

    /** Recording into a repository. */
    public Recording(NoteRepository notes, BotApi api, Timeline timeline, LiveConfig config) {
        this.notes = notes;
        this.media = new MediaKeeper(notes, api, timeline);
        this.timeline = timeline;
        this.config = config;
    }

    /**
     * Keeps a message or an album as one note. Returns what came of it: sent, as it were, or to be tried again; empty
     * when the disk does not take it at present.
     */
    public Optional<Reply> keep(String watch, List<Member> members, Job.Tries tries) {
        return unlessDiskFails(() -> kept(watch, members, tries));
    }

    private Reply kept(String watch, List<Member> members, Job.Tries tries) {
        List<NoteMessage> messages = new ArrayList<>();
        for (Member member : members) {
            switch (media.keep(watch, member, tries, config.get().deliver())) {
                case MediaKeeper.Kept.Later(Reply reply) -> {
                    return reply;
                }
                case MediaKeeper.Kept.Done(var kept) ->
                    messages.add(new NoteMessage(member.relay().messageId(), PlainText.of(member.text()), kept));
            }
        }
        notes.add(note(watch, members.getFirst(), messages));
        if (failing.getAndSet(false)) {
            LOG.atInfo().addKeyValue(RepeatedWarnings.ENDS, NOT_KEPT).log("notes are saved again");
        }
        return new Reply.Sent(
                members.stream().map(member -> member.relay().messageId()).toList());
    }

    /** Takes over an edit. Returns what came of it; empty when the disk does not take it at present. */
    public Optional<Reply> edited(String watch, long chatId, int messageId, FormattedText text) {
        return unlessDiskFails(() -> notes.edited(watch, chatId, messageId, PlainText.of(text))
                ? new Reply.Sent(List.of(messageId))
                : new Reply.MessageUnusable("there is no note of it any more"));
    }

    private Optional<Reply> unlessDiskFails(Supplier<Reply> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException e) {
            return notNow(e.getCause(), e.getCause().toString());
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            // A fault of ours is one the next time too, and must not hold up what comes after.
            throw e;
        } catch (RuntimeException e) {
            return notNow(e, String.valueOf(e.getMessage()));
        }
    }

    /** It may last for hours, and is tried once a second; the reason may name another file each time. */
    private Optional<Reply> notNow(Throwable cause, String reason) {
        failing.set(true);
        LOG.atWarn()
                .addKeyValue(RepeatedWarnings.CAUSE, NOT_KEPT + cause.getClass().getName())
                .log("cannot save a note, trying again: {}", reason);
        return Optional.empty();
    }

    private Note note(String watch, Member first, List<NoteMessage> messages) {
        Optional<Facts> facts = first.relay().details().flatMap(MessageDetails::facts);
        String text = messages.stream()
                .map(NoteMessage::text)
                .filter(part -> !part.isBlank())
                .collect(joining("\n\n"));
        return new Note(
                0,
                watch,
                first.relay().chatId(),
                facts.map(Facts::chat).orElse("").replace('\u0000', '\uFFFD'),
                first.relay()
                        .details()
                        .map(details -> sender(details.sender(), first.relay().chatId()))
                        .orElse(""),
                facts.map(Facts::seconds)
                        .filter(seconds -> seconds > 0)
                        .map(Instant::ofEpochSecond)
                        .orElse(timeline.now()),
                first.relay().album().map(Album::key).orElse(""),
                text,
                messages);
    }

    /** The sender's name. A message posted in the name of its chat has no sender but who signed it. */
    private static String sender(MessageSender sender, long chat) {
        String name = sender.chatId() == chat ? "" : sender.name();
        String all = name.isEmpty() || sender.signature().isEmpty()
                ? name + sender.signature()
                : name + " (" + sender.signature() + ")";
        return all.replace('\u0000', '\uFFFD');
    }
}
