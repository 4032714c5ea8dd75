package sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.Entity;
import sluice.api.Facts;
import sluice.api.FormattedText;
import sluice.api.MediaType;
import sluice.api.MessageFilter;
import sluice.api.MessageSender;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.StepMessage;

/** The steps that look at what is known of a message besides its text: its chat, time, file and buttons. */
class FactsStepsTest {

    private static final long NOON = LocalDate.of(2026, 11, 30)
            .atTime(12, 0)
            .atZone(ZoneId.systemDefault())
            .toEpochSecond();

    private static StepMessage message(long chat, MessageSender sender, Facts facts) {
        return new StepMessage(
                chat, 7, 0, MediaType.DOCUMENT, sender, true, FormattedText.of("hello"), Optional.of(facts));
    }

    private static Facts file(String name, long bytes) {
        return new Facts(0, "", name, "", bytes, "");
    }

    private static String header(String text, StepMessage message) {
        return new Header()
                .use(new Settings(Map.of("text", text, "separator", "|")))
                .transform(message)
                .text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '~', textBlock = """
            {source}            > Title|hello
            {source}/{sender}   > Title/Sig|hello
            {link}              > https://t.me/news/7|hello
            on {date}, {{date}  > on 2026-11-30, {date}|hello
            a } b               > a } b|hello
            """)
    void placeholders_stand_for_what_is_known(String text, String right) {
        Facts facts = new Facts(NOON, "Title", "", "", 0, "", "news", "", List.of());
        assertEquals(right, header(text, message(-1001234L, new MessageSender(0, 1, "u", "Name", "Sig"), facts)));
    }

    @ParameterizedTest
    @CsvSource({"-1001234, https://t.me/c/1234/7|hello", "-1234, hello", "1234, hello"})
    void a_chat_without_a_public_name_has_a_link_if_telegram_has_one(long chat, String right) {
        assertEquals(right, header("{link}", message(chat, MessageSender.UNKNOWN, file("", 0))));
    }

    @ParameterizedTest
    @CsvSource(value = {"Name, u, Name|hello", "'', u, u|hello", "'', '', hello"})
    void a_sender_without_a_signature_has_a_name(String name, String username, String right) {
        MessageSender sender = new MessageSender(5, 0, username, name, "");
        assertEquals(right, header("{sender}", message(-1, sender, file("", 0))));
    }

    @Test
    void what_is_not_known_is_left_out() {
        StepMessage unknown =
                new StepMessage(-1, 7, 0, MediaType.TEXT, MessageSender.UNKNOWN, false, FormattedText.of("hello"));
        assertEquals("hello", header("{source}{date}", unknown));
        assertEquals("from |hello", header("from {source}", unknown));
    }

    @Test
    void style_and_link_cover_the_words_as_they_are_for_the_message() {
        Facts facts = new Facts(0, "Ti😀tle", "", "", 0, "", "news", "", List.of());
        FormattedText made = new Footer()
                .use(new Settings(Map.of("text", "{source}", "separator", " ", "style", "bold", "link", "{link}")))
                .transform(message(-1, MessageSender.UNKNOWN, facts));
        assertEquals("hello Ti😀tle", made.text());
        assertEquals(
                List.of(Entity.of("bold", 6, 7), new Entity("text_link", 6, 7, Map.of("url", "https://t.me/news/7"))),
                made.entities().stream()
                        .sorted((a, b) -> a.type().compareTo(b.type()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"{who}", "a {", "{}", "{source", "{Source}"})
    void an_unknown_placeholder_names_the_known_ones(String text) {
        SettingsException wrong = assertThrows(
                SettingsException.class, () -> header(text, message(-1, MessageSender.UNKNOWN, file("", 0))));
        assertEquals(
                "there is `{date}`, `{link}`, `{sender}`, `{source}`, and `{{` for a brace",
                wrong.getMessage().split("; ", -1)[1]);
    }

    @Test
    void a_sender_is_the_same_however_an_accent_is_written() {
        StepMessage decomposed = message(-1, new MessageSender(5, 0, "", "Sen\u0303or X", ""), file("", 0));
        assertEquals("", verdict(new SenderFilter(), Map.of("keep", "SE\u00D1OR X"), decomposed));
    }

    private static String verdict(MessageFilter filter, Map<String, String> settings, StepMessage... messages) {
        return filter.use(new Settings(settings)).judge(List.of(messages)).reason();
    }

    private static StepMessage of(Facts facts) {
        return message(-1, MessageSender.UNKNOWN, facts);
    }

    @ParameterizedTest
    @CsvSource(value = {"1024, ''", "1023, too-small", "2048, ''", "2049, too-large", "0, ''"})
    void files_are_filtered_by_size_and_what_has_none_passes(long bytes, String right) {
        Map<String, String> settings = Map.of("min", "1KB", "max", "2KB");
        assertEquals(right, verdict(new FileSizeFilter(), settings, of(file("", 1500)), of(file("", bytes))));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "keep, pdf, a.PDF, ''",
                "keep, .Pdf, a.pdf, ''",
                "keep, pdf, a.zip, not-listed",
                "keep, pdf, apdf, not-listed",
                "keep, pdf, '', ''",
                "drop, tar.gz, x.tar.gz, listed",
                "drop, gz, x.tar.gz, listed",
                "drop, tar.gz, x.gz, ''",
                "drop, exe, '', ''"
            })
    void files_are_filtered_by_how_their_names_end(String key, String extension, String name, String right) {
        assertEquals(right, verdict(new FileExtensionFilter(), Map.of(key, extension), of(file(name, 1))));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "drop, https://example.com/a?b, listed",
                "drop, http://www.Example.COM:8080, listed",
                "drop, https://user@example.com./x, listed",
                "drop, example.com/x, listed",
                "drop, https://example.com.evil.org/, ''",
                "drop, https://notexample.com, ''",
                "drop, https://other.org/?to=https://example.com, ''",
                "drop, https://other.org/@example.com, ''",
                "drop, https://xn--bcher-kva.de/, listed",
                "keep, https://example.com, ''",
                "keep, https://other.org, not-listed",
                "keep, '', not-listed"
            })
    void links_behind_words_and_buttons_are_filtered_by_domain(String key, String url, String right) {
        Map<String, String> settings = Map.of(key, "example.com\nbücher.de");
        Facts button = new Facts(0, "", "", "", 0, "", "", "", url.isEmpty() ? List.of() : List.of(url));
        assertEquals(right, verdict(new HiddenLinksFilter(), settings, of(button)), "behind a button");
        FormattedText words = new FormattedText(
                "hello", url.isEmpty() ? List.of() : List.of(new Entity("text_link", 0, 5, Map.of("url", url))));
        assertEquals(
                right,
                verdict(new HiddenLinksFilter(), settings, of(file("", 0)).with(words)),
                "behind words");
    }

    @Test
    void an_address_that_is_written_out_hides_nothing() {
        StepMessage written =
                of(file("", 0)).with(new FormattedText("example.com", List.of(new Entity("url", 0, 11, Map.of()))));
        assertEquals("", verdict(new HiddenLinksFilter(), Map.of("drop", "example.com"), written));
    }

    @Test
    void facts_are_bounded() {
        Facts facts = new Facts(
                0, "", "", "", 0, "", "n".repeat(300), "", Collections.nCopies(30, "https://x.y/" + "z".repeat(300)));
        assertEquals(Facts.MAX_URLS, facts.urls().size());
        assertEquals(Facts.MAX_URL, facts.urls().getFirst().length());
        assertEquals(255, facts.publicName().length());
    }
}
