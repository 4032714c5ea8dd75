package sluice.engine.deliver;

import static java.util.stream.Collectors.joining;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sluice.api.Bounded;
import sluice.api.Copy;
import sluice.api.Display;
import sluice.api.Entity;
import sluice.api.FormattedText;
import sluice.base.collection.BoundedMap;

/**
 * The contents of copies that follow edits, as far as they are remembered: an edit that changes nothing of them needs no call, and one
 * of an album's captions needs the others. What is forgotten costs a call that Telegram answers with "not modified". Thread-safe.
 */
final class SentContents {

    /** The most copies whose content is known by a hash; about 100 bytes each. */
    static final int MAX_HASHES = 10_000;

    /** The most UTF-16 units of captions, which takes 500 albums that say much. */
    static final int MAX_UNITS = 500_000;

    /** The size counted for an album without captions, in UTF-16 units. */
    private static final int UNITS_OF_ALBUM = 100;

    /** By hashes: the words with their display, and the file behind them. */
    private record Said(long words, int file) {}

    private record Place(long chatId, int messageId) {

        static Place of(Copy copy) {
            return new Place(copy.toChatId(), copy.toMessageId());
        }
    }

    @Bounded("MAX_HASHES, the oldest goes first")
    private final Map<Place, Said> hashes = BoundedMap.byAge(MAX_HASHES);

    /** By the one message that was made of an album: its captions by the ids of its members. */
    @Bounded("MAX_UNITS, the oldest goes first")
    private final Map<Place, TreeMap<Integer, String>> albums = new LinkedHashMap<>();

    private int units;

    /** A copy says this from now on; {@code file} is an id of the content of its file, empty for a text. */
    synchronized void sent(Copy copy, FormattedText text, Display display, String file) {
        hashes.put(Place.of(copy), said(text, display, file));
    }

    /** True if a copy is known to say this. */
    synchronized boolean says(Copy copy, FormattedText text, Display display, String file) {
        return said(text, display, file).equals(hashes.get(Place.of(copy)));
    }

    /** True if a copy is known to have another file, or none. */
    synchronized boolean hasOther(Copy copy, String file) {
        Said known = hashes.get(Place.of(copy));
        return known != null && known.file() != file.hashCode();
    }

    /** A copy is about to be changed: until that has succeeded nobody knows what it says. */
    synchronized void forget(Copy copy) {
        hashes.remove(Place.of(copy));
    }

    /** One message was made of a member of an album, perhaps of others too. */
    synchronized void member(Copy copy, String caption) {
        TreeMap<Integer, String> captions = albums.computeIfAbsent(Place.of(copy), _ -> {
            units += UNITS_OF_ALBUM;
            return new TreeMap<>();
        });
        String before = captions.put(copy.messageId(), caption);
        units += caption.length() - (before == null ? 0 : before.length());
        Iterator<TreeMap<Integer, String>> oldest = albums.values().iterator();
        while (units > MAX_UNITS) {
            units -= UNITS_OF_ALBUM;
            units -= oldest.next().values().stream().mapToInt(String::length).sum();
            oldest.remove();
        }
    }

    /** All captions of an album after an edit of one; empty when the others are not known any more. */
    synchronized Optional<List<String>> edited(Copy copy, String caption) {
        Map<Integer, String> captions = albums.get(Place.of(copy));
        if (captions == null || !captions.containsKey(copy.messageId())) {
            return Optional.empty();
        }
        member(copy, caption);
        return Optional.of(new ArrayList<>(captions.values()));
    }

    private static Said said(FormattedText text, Display display, String file) {
        return new Said(hash(text, display), file.hashCode());
    }

    private static long hash(FormattedText text, Display display) {
        String all = text.entities().stream()
                .map(SentContents::written)
                .collect(joining(
                        "\n", display.captionAbove() + "\n" + display.linkPreview() + "\n", "\n\n" + text.text()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String written(Entity entity) {
        return entity.type() + " " + entity.offset() + " " + entity.length() + " " + new TreeMap<>(entity.attributes());
    }
}
