package sluice.web.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.base.text.Language;
import sluice.base.text.Texts;

/**
 * Writes a page. All that is put in, text and values of attributes alike, is data and never markup: there is no way to write raw
 * markup. Names of elements and attributes come from the code. Used by one thread.
 *
 * <pre>{@code
 * Html html = Html.page("Notes", request).open("ul.plain");
 * notes.forEach(note -> html.element("li", note.text()));
 * return html.close().response();
 * }</pre>
 */
public final class Html {

    private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "link", "meta", "source", "wbr");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "poster");
    private static final List<String> SAFE = List.of("/", "#", "?", "https://", "http://", "tg://", "data:image/");

    private final StringBuilder out = new StringBuilder(4096);

    /** Comes before all addresses of ours that are written. */
    private String prefix = "";

    @Bounded("the depth of the page")
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts a fragment. */
    public Html() {}

    /**
     * Starts a page, with its head and navigation, inside {@code <main>}.
     *
     * @param assets paths of styles ({@code .css}) and scripts ({@code .js}) besides {@code /page.css}
     */
    public static Html page(String title, Request request, String... assets) {
        Html html = new Html();
        html.out.append("<!doctype html>\n");
        Texts texts = request.texts();
        html.open("html", "lang", texts.language() == Language.ZH ? "zh" : "en").open("head");
        html.open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        String bot = request.scope().bot();
        html.element("title", title + (bot.isEmpty() ? "" : " · " + bot) + " · Sluice");
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
        html.element("a.skip", texts.get("page.skip"), "href", "#content");
        html.navigation(request);
        html.prefix = request.scope().prefix();
        return html.prefix.isEmpty()
                ? html.open("main#content", "tabindex", "-1")
                : html.open("main#content", "tabindex", "-1", "data-prefix", html.prefix);
    }

    private void navigation(Request request) {
        Texts texts = request.texts();
        open("header").open("nav", "aria-label", texts.get("page.pages"));
        open("a.brand", "href", "/").open("img", "src", "/icon.svg", "alt", "", "width", "24", "height", "24");
        text("Sluice").close();
        Request.Scope scope = request.scope();
        if (request.known() && scope.several() && scope.all()) {
            link(
                    "/",
                    texts.get(scope.bot().isEmpty() ? "page.bots" : "page.bots.list"),
                    scope.bot().isEmpty());
        }
        if (request.known() && !(scope.several() && scope.bot().isEmpty())) {
            if (scope.several()) {
                element("strong.of", scope.bot());
            }
            for (String path : List.of("/", "/notes")) {
                String text = texts.get(path.equals("/") ? "page.dashboard" : "page.notes");
                link(scope.prefix() + path, text, path.equals(request.path()));
            }
        }
        if (request.session()) {
            open("form", "method", "post", "action", "/logout")
                    .element("button", texts.get("page.log-out"))
                    .close();
        }
        close().close();
    }

    private void link(String path, String text, boolean current) {
        if (current) {
            element("a", text, "href", path, "aria-current", "page");
        } else {
            element("a", text, "href", path);
        }
    }

    /**
     * Opens an element; one that has no content, such as {@code br} or {@code input}, is closed already.
     *
     * @param name its name, perhaps with an id and classes behind it: {@code p}, {@code p#count.muted}, {@code p.muted.small}
     * @param attributes names, which are literals, and values in turn; an empty value stands for a bare attribute
     */
    public Html open(String name, String... attributes) {
        String[] classes = name.split("\\.");
        String[] nameAndId = classes[0].split("#", 2);
        out.append('<').append(checked(nameAndId[0]));
        if (nameAndId.length > 1) {
            out.append(" id=\"").append(plain(nameAndId[1])).append('"');
        }
        if (classes.length > 1) {
            Stream<String> plain = Stream.of(classes).skip(1).map(Html::plain);
            out.append(plain.collect(Collectors.joining(" ", " class=\"", "\"")));
        }
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(checked(attributes[i]));
            if (!attributes[i + 1].isEmpty()) {
                out.append("=\"");
                escape(address(attributes[i], attributes[i + 1]));
                out.append('"');
            }
        }
        out.append('>');
        if (!VOID.contains(nameAndId[0])) {
            open.push(nameAndId[0]);
        }
        return this;
    }

    /** Puts any text in. */
    public Html text(String text) {
        escape(text);
        return this;
    }

    /** Closes the element that was opened last. */
    public Html close() {
        String name = open.pop();
        out.append("</").append(name).append('>');
        return this;
    }

    /** Adds a whole element, with attributes as in {@link #open}. */
    public Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** Adds a choice to a {@code select}. */
    public Html option(String value, String text, boolean selected) {
        return selected
                ? element("option", text, "value", value, "selected", "")
                : element("option", text, "value", value);
    }

    /** Ends the page: an answer with status 200. */
    public Response response() {
        return Response.html(toString());
    }

    /** The markup, with everything closed that is open. */
    @Override
    public String toString() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private static String checked(String name) {
        if (name.equals("style") || name.startsWith("on")) {
            throw new IllegalArgumentException("the content policy of the pages forbids " + name);
        }
        return plain(name);
    }

    private static String plain(String name) {
        if (!name.matches("[a-z0-9-]*")) {
            throw new IllegalArgumentException("not a name of an element or an attribute: " + name);
        }
        return name;
    }

    /** An address that would run a script becomes one that does nothing; one of ours gets the prefix. */
    private String address(String attribute, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!ADDRESSES.contains(attribute)) {
            return value;
        }
        boolean safe = SAFE.stream().anyMatch(lower::startsWith) && !lower.startsWith("//") && !lower.startsWith("/\\");
        return !safe ? "#" : value.startsWith("/") ? prefix + value : value;
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
