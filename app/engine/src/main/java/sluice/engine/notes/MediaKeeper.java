package sluice.engine.notes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import sluice.api.Facts;
import sluice.api.Job;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.NoteMedia;
import sluice.api.NoteRepository;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.telegram.BotApi;
import sluice.telegram.Reply;

/** Keeps what a message carries, or says why not. */
final class MediaKeeper {

    private static final int NAME_DIGITS = 32;

    private final NoteRepository notes;
    private final FileFetch files;

    MediaKeeper(NoteRepository notes, BotApi api, Timeline timeline) {
        this.notes = notes;
        this.files = new FileFetch(notes, api, timeline);
    }

    /** The result of keeping a file. */
    sealed interface Kept {

        /** This is kept. */
        record Done(Optional<NoteMedia> media) implements Kept {}

        /** It is to be tried again. */
        record Later(Reply reply) implements Kept {}
    }

    Kept keep(String watch, Member member, Job.Tries tries, Config.Deliver limits) {
        Optional<MessageDetails> details = member.relay().details();
        if (!member.withMedia()
                || details.isEmpty()
                || details.get().media() == MediaType.TEXT
                || details.get().media() == MediaType.RICH) {
            return new Kept.Done(Optional.empty());
        }
        MessageDetails known = details.get();
        Facts facts = known.facts().orElse(new Facts(0, "", "", "", 0, ""));
        if (known.file().isEmpty()) {
            String kept = member.text().isEmpty() ? "nothing" : "only the text";
            return done(known, facts, "", 0, "of this kind " + kept + " is kept");
        }
        String name = name(watch, member);
        Fetched fetched =
                facts.bytes() > FileFetch.MAX_BYTES ? new Fetched.TooLarge() : files.fetch(known.file(), name);
        String remark = "";
        if (fetched instanceof Fetched.TooLarge) {
            String size = facts.bytes() == 0 ? "" : " of " + Amount.of(facts.bytes());
            remark = "a file" + size + " is more than a bot may download (" + Amount.of(FileFetch.MAX_BYTES) + ")";
            fetched = facts.preview().isEmpty() ? fetched : files.fetch(facts.preview(), name);
        }
        boolean isPreview = !remark.isEmpty();
        return switch (fetched) {
            case Fetched.Later(Reply reply, String _)
            when isWorthWaiting(reply, tries, limits) -> new Kept.Later(reply);
            case Fetched.Kept(long bytes) ->
                done(known, facts, name, bytes, isPreview ? remark + "; this is its preview" : "");
            case Fetched _ when isPreview -> done(known, facts, "", 0, remark);
            case Fetched.Lost(String reason) -> done(known, facts, "", 0, "it could not be had: " + reason);
            case Fetched.Later(Reply _, String reason) ->
                done(known, facts, "", 0, "it could not be had, after several tries: " + reason);
            case Fetched.TooLarge() -> done(known, facts, "", 0, remark);
        };
    }

    /** The text must not be lost because its picture cannot be had. */
    private static boolean isWorthWaiting(Reply reply, Job.Tries tries, Config.Deliver limits) {
        return switch (reply) {
            case Reply.FloodWait _ -> tries.floodWaits() < limits.maxFloodRetries();
            case Reply.TryAgain again -> again.lacksFiles() || tries.failures() < limits.maxRetries();
            default -> true;
        };
    }

    private Kept done(MessageDetails known, Facts facts, String file, long bytes, String remark) {
        String type = file.isEmpty() ? "" : type(file, facts);
        return new Kept.Done(Optional.of(
                new NoteMedia(known.media(), type, facts.name().replace('\u0000', '\uFFFD'), file, bytes, remark)));
    }

    private String type(String file, Facts facts) {
        try {
            return FileType.of(notes.file(file), facts.type());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Always the same for the same message of the same watch, so that nothing is fetched twice. */
    private static String name(String watch, Member member) {
        String key = member.relay().chatId() + "/" + member.relay().messageId() + "/" + watch;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
