package sluice.web.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sluice.api.Bounded;

/**
 * Writes a page. All that is put in, text and values of attributes alike, is data and never markup: there is no way to write raw
 * markup. Names of elements and attributes come from the code. Used by one thread.
 *
 * <pre>{@code
 * Html html = Html.page("Notes", request).open("ul", "class", "plain");
 * notes.forEach(note -> html.element("li", note.text()));
 * return html.close().response();
 * }</pre>
 */
public final class Html {

    private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "link", "meta", "source", "wbr");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "poster");
    private static final List<String> SAFE = List.of("/", "#", "?", "https://", "http://", "tg://", "data:image/");

    private final StringBuilder out = new StringBuilder(4096);

    @Bounded("the depth of the page")
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts a fragment. */
    public Html() {}

    /**
     * Starts a page, with its head and navigation, inside {@code <main>}.
     *
     * @param title what the page is called
     * @param request what it answers
     * @param assets paths of styles ({@code .css}) and scripts ({@code .js}) besides {@code /page.css}
     * @return the page, to be filled
     */
    public static Html page(String title, Request request, String... assets) {
        Html html = new Html();
        html.out.append("<!doctype html>\n");
        html.open("html", "lang", "en").open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", title + " · Sluice");
        html.open("link", "rel", "icon", "href", "/icon.svg", "type", "image/svg+xml");
        html.open("link", "rel", "stylesheet", "href", "/page.css");
        for (String asset : assets) {
            if (asset.endsWith(".js")) {
                html.open("script", "src", asset, "defer", "").close();
            } else {
                html.open("link", "rel", "stylesheet", "href", asset);
            }
        }
        html.close().open("body");
        html.element("a", "Skip to the content", "class", "skip", "href", "#content");
        html.navigation(request);
        return html.open("main", "id", "content", "tabindex", "-1");
    }

    private void navigation(Request request) {
        open("header").open("nav", "aria-label", "Pages");
        link("/", "Dashboard", request).link("/notes", "Notes", request);
        if (request.session()) {
            open("form", "method", "post", "action", "/logout")
                    .element("button", "Log out")
                    .close();
        }
        close().close();
    }

    private Html link(String path, String text, Request request) {
        return path.equals(request.path())
                ? element("a", text, "href", path, "aria-current", "page")
                : element("a", text, "href", path);
    }

    /**
     * Opens an element; one that has no content, such as {@code br} or {@code input}, is closed already.
     *
     * @param name its name, a literal
     * @param attributes names, which are literals, and values in turn; an empty value stands for a bare attribute
     * @return this
     */
    public Html open(String name, String... attributes) {
        out.append('<').append(checked(name));
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(checked(attributes[i]));
            if (!attributes[i + 1].isEmpty()) {
                out.append("=\"");
                escape(address(attributes[i], attributes[i + 1]));
                out.append('"');
            }
        }
        out.append('>');
        if (!VOID.contains(name)) {
            open.push(name);
        }
        return this;
    }

    /**
     * Puts text in.
     *
     * @param text any text
     * @return this
     */
    public Html text(String text) {
        escape(text);
        return this;
    }

    /**
     * Closes the element that was opened last.
     *
     * @return this
     */
    public Html close() {
        String name = open.pop();
        out.append("</").append(name).append('>');
        return this;
    }

    /**
     * A whole element.
     *
     * @param name its name, a literal
     * @param text what is in it
     * @param attributes as with {@link #open}
     * @return this
     */
    public Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /**
     * Ends the page.
     *
     * @return the answer, status 200
     */
    public Response response() {
        return Response.html(toString());
    }

    /**
     * The markup, with everything closed that is open.
     *
     * @return the markup
     */
    @Override
    public String toString() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private static String checked(String name) {
        if (!name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
            throw new IllegalArgumentException("not a name of an element or an attribute: " + name);
        }
        if (name.equals("style") || name.startsWith("on")) {
            throw new IllegalArgumentException("the content policy of the pages forbids " + name);
        }
        return name;
    }

    /** An address that would run a script becomes one that does nothing. */
    private static String address(String attribute, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean safe = !ADDRESSES.contains(attribute)
                || (SAFE.stream().anyMatch(lower::startsWith) && !lower.startsWith("//") && !lower.startsWith("/\\"));
        return safe ? value : "#";
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c == 0 ? '\uFFFD' : c);
            }
        }
    }
}
