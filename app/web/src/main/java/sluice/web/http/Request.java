package sluice.web.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sluice.base.text.Texts;

/**
 * A request whose sender may see and do what is here. Its size is bounded by the server. Immutable.
 *
 * @param method {@code GET} or {@code POST}; a {@code HEAD} arrives as {@code GET}
 * @param path decoded, without empty or dotted segments and without what stands before a bot's pages; starts with a slash
 * @param rest what follows the path of a page that serves all below it; else empty
 * @param query the first value of each name behind the question mark
 * @param form the first value of each name of the form, with {@code POST} only
 * @param headers the first value of each header, its name in lower case; without those that carry the token or the session
 * @param session whether the sender logged in, and so can log out
 * @param texts the texts in the language of the pages
 * @param known whether the sender may see what needs the token; else the page is one for everybody
 * @param scope whose pages these are
 */
public record Request(
        String method,
        String path,
        String rest,
        Map<String, String> query,
        Map<String, String> form,
        Map<String, String> headers,
        boolean session,
        Texts texts,
        boolean known,
        Scope scope) {

    /**
     * Whose pages are asked for.
     *
     * @param several whether the process has a list of bots at {@code /}
     * @param bot the name of the bot; empty for the pages at {@code /}
     * @param all whether the sender may see all bots
     */
    public record Scope(boolean several, String bot, boolean all) {

        /** What stands before each path of these pages in an address: {@code /bots/NAME}, or nothing. */
        public String prefix() {
            return bot.isEmpty() ? "" : Site.BOTS + bot;
        }
    }

    /** Takes copies. */
    public Request {
        query = Map.copyOf(query);
        form = Map.copyOf(form);
        headers = Map.copyOf(headers);
    }

    /** A value of the address; empty when it is not there or blank. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /** A page of a list as the address names it, from 0; 0 when it names none. */
    public int page(String name) {
        return query(name)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /** A value of the form; empty when it is not there or blank. */
    public Optional<String> form(String name) {
        return Optional.ofNullable(form.get(name)).filter(value -> !value.isBlank());
    }

    /** A header by its name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
