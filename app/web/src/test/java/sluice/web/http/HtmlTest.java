package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.base.text.Language;
import sluice.base.text.Texts;

/** Whatever is put into a page is data. */
class HtmlTest {

    @Test
    void text_and_attributes_are_data() {
        Html html = new Html().element("p", "<script>1</script> & 'x'", "title", "\"><script>");

        assertEquals(
                "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;script&gt;1&lt;/script&gt; &amp; &#39;x&#39;</p>",
                html.toString());
    }

    @Test
    void elements_without_content_are_closed_and_all_others_at_the_end() {
        assertEquals(
                "<ul><li><br>a</li></ul>",
                new Html().open("ul").open("li").open("br").text("a").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "//elsewhere.example/",
                "/\\elsewhere.example/"
            })
    void an_address_runs_no_script_and_leads_nowhere_by_stealth(String address) {
        assertEquals("<a href=\"#\"></a>", new Html().open("a", "href", address).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/notes?q=1", "#top", "?page=2", "https://t.me/c/1/2", "tg://user?id=1"})
    void other_addresses_stay(String address) {
        assertEquals(
                "<a href=\"" + address + "\"></a>",
                new Html().open("a", "href", address).toString());
    }

    @Test
    void what_the_content_policy_forbids_cannot_be_written() {
        assertThrows(IllegalArgumentException.class, () -> new Html().open("p", "style", "color: red"));
        assertThrows(IllegalArgumentException.class, () -> new Html().open("p", "onclick", "x()"));
        assertThrows(IllegalArgumentException.class, () -> new Html().open("p><script"));
    }

    @Test
    void a_page_offers_to_log_out_only_when_its_sender_logged_in() {
        assertTrue(Html.page("T", request(true)).toString().contains("action=\"/logout\""));
        assertFalse(Html.page("T", request(false)).toString().contains("/logout"));
    }

    private static Request request(boolean session) {
        return new Request(
                "GET",
                "/",
                "",
                Map.of(),
                Map.of(),
                Map.of(),
                session,
                Texts.of(Language.EN),
                true,
                new Request.Scope(false, "", true));
    }
}
