package sluice.engine.notes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import sluice.api.NoteRepository;
import sluice.base.time.Timeline;
import sluice.telegram.ApiAnswer;
import sluice.telegram.BotApi;
import sluice.telegram.Download;
import sluice.telegram.Reply;

/**
 * Fetches files: asked for, written under a name that ends with {@code .part}, forced to the disk, renamed. Whoever finds the name finds
 * all of it, so that what was fetched before a crash is not fetched again. This class is thread-safe.
 */
final class FileFetch {

    /** The largest file that Telegram lets a bot download, in bytes. */
    static final long MAX_BYTES = 20L << 20;

    private final NoteRepository notes;
    private final BotApi api;
    private final Timeline timeline;

    FileFetch(NoteRepository notes, BotApi api, Timeline timeline) {
        this.notes = notes;
        this.api = api;
        this.timeline = timeline;
    }

    /**
     * Fetches a file, and keeps it under a name. An {@link UncheckedIOException} says that the disk does not take it.
     */
    Fetched fetch(String fileId, String name) {
        Path whole = notes.file(name);
        try {
            if (Files.isRegularFile(whole)) {
                touch(whole);
                return new Fetched.Kept(Files.size(whole));
            }
            return switch (api.file(fileId)) {
                case ApiAnswer.Ok(JsonNode file) ->
                    file.path("file_size").asLong() > MAX_BYTES
                            ? new Fetched.TooLarge()
                            : download(file.path("file_path").asText(), whole);
                case ApiAnswer.Refused refused
                when refused.description().toLowerCase(Locale.ROOT).contains("too big") -> new Fetched.TooLarge();
                case ApiAnswer.Refused refused
                when refused.rejectsToken() ->
                    new Fetched.Later(new Reply.TokenRejected(refused.description()), refused.description());
                case ApiAnswer answer -> failed(answer, false);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fetched download(String path, Path whole) throws IOException {
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Download download;
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                download = api.download(path, Channels.newOutputStream(channel), MAX_BYTES);
                if (download instanceof Download.Done) {
                    channel.force(true);
                }
            }
            return switch (download) {
                case Download.Done(long bytes) -> {
                    touch(part);
                    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
                    force(whole.getParent());
                    yield new Fetched.Kept(bytes);
                }
                case Download.TooLarge() -> new Fetched.TooLarge();
                case Download.Failed(ApiAnswer answer) -> failed(answer, true);
            };
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A file that was just written, or is about to be named, is not swept. */
    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(timeline.now()));
    }

    /** The name is on the disk only when its folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A place that was named may not hold any more when it is asked for; then another one is. */
    private static Fetched failed(ApiAnswer answer, boolean mayBeElsewhere) {
        return switch (answer) {
            case ApiAnswer.Ok _ -> later("the file was not given out");
            case ApiAnswer.Withheld withheld -> new Fetched.Later(new Reply.Withheld(), withheld.detail());
            case ApiAnswer.Failed failed -> later(failed.detail());
            case ApiAnswer.Refused refused -> refused(refused, mayBeElsewhere);
        };
    }

    private static Fetched refused(ApiAnswer.Refused refused, boolean mayBeElsewhere) {
        if (refused.code() == 429) {
            return new Fetched.Later(new Reply.FloodWait(refused.retryAfter()), refused.description());
        }
        return refused.code() >= 500 || refused.code() == 409 || (mayBeElsewhere && refused.code() == 404)
                ? later(refused.description())
                : new Fetched.Lost(refused.description());
    }

    private static Fetched later(String detail) {
        return new Fetched.Later(new Reply.TryAgain(detail), detail);
    }
}
