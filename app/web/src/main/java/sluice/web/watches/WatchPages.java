package sluice.web.watches;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.control.watches.WatchFields;
import sluice.control.watches.Watches;
import sluice.engine.journal.Entry;
import sluice.engine.route.Route;
import sluice.web.http.Html;
import sluice.web.http.Pages;
import sluice.web.http.Request;
import sluice.web.http.Response;

/** Serves the pages of one watch: its form, and what the buttons there do. This class is thread-safe. */
public final class WatchPages {

    private static final Logger LOG = LoggerFactory.getLogger(WatchPages.class);

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Posts that can be chosen for a test. */
    private static final int RECENT = 20;

    /** The style of these pages. */
    public static final String STYLE = "/watches.css";

    /** Among the problems, what is wrong with the old posts that were named. */
    private static final String POSTS = "posts";

    /** The field that says how the watch looked when the form was shown, and the problem that it looks otherwise now. */
    private static final String SEEN = "seen";

    /** The field with the id of a new watch, so that a form that is sent twice makes one. */
    private static final String NEW = "new";

    private static final String NEW_ID = "page:[0-9a-z]{1,10}";

    private final BotView bot;
    private final Watches watches;
    private final OldPosts oldPosts;

    private WatchPages(BotView bot) {
        this.bot = bot;
        this.oldPosts = new OldPosts(bot);
        this.watches = bot.watches();
    }

    /** Puts them into a table of pages. */
    public static void into(Pages pages, BotView bot) {
        WatchPages all = new WatchPages(bot);
        pages.asset(STYLE)
                .get("/watches/new", all::add)
                .get("/watches/edit", all::edit)
                .post("/watches/save", all::save)
                .post("/watches/test", all::test)
                .post("/watches/pause", all::pause)
                .post("/watches/remove", all::remove)
                .post("/watches/posts", request -> all.posts(request, all.oldPosts::start))
                .post("/watches/posts/stop", request -> all.posts(request, all.oldPosts::stop));
    }

    private Response add(Request request) {
        return watches.canKeep()
                ? page(request, Optional.empty(), Map.of(), Map.of(), "")
                : message(request, "watch.none-kept");
    }

    private Response edit(Request request) {
        Optional<Watch> watch = request.query("id").flatMap(watches::find);
        return watch.isEmpty()
                ? message(request, "watch.gone")
                : page(request, watch, WatchFields.of(watch.get()), Map.of(), "");
    }

    private Response save(Request request) {
        Optional<String> id = request.form("id");
        Optional<Watch> before = id.flatMap(watches::find);
        if (id.isPresent() && before.isEmpty()) {
            return message(request, "watch.gone");
        }
        if (!watches.canKeep() || id.filter(watches::isFixed).isPresent()) {
            return message(request, watches.canKeep() ? "watch.fixed" : "watch.none-kept");
        }
        Map<String, String> fields = fields(request);
        fields.put("id", id.orElseGet(() -> newId(request)));
        WatchFields.Read read = read(fields);
        if (id.isEmpty() && read.watch().filter(this::isTaken).isPresent()) {
            fields.put("id", newId());
            read = read(fields);
        }
        Optional<String> look = before.map(WatchPages::look);
        boolean changedMeanwhile =
                request.form(SEEN).isPresent() && !request.form(SEEN).equals(look);
        if (before.isPresent()
                && changedMeanwhile
                && !read.watch().map(WatchPages::look).equals(look)) {
            return page(
                    request,
                    before,
                    WatchFields.of(before.get()),
                    Map.of(SEEN, ""),
                    request.texts().get("watch.changed"));
        }
        if (read.watch().isEmpty()) {
            return page(
                    request, before, fields, read.problems(), request.texts().get("page.form.not-saved"));
        }
        Watch watch = read.watch().get();
        return changed(request, "saved", watch, () -> watches.save(watch))
                .orElseGet(() -> Response.redirect("/#watches"));
    }

    private static String newId(Request request) {
        return request.form(NEW).filter(id -> id.matches(NEW_ID)).orElseGet(WatchPages::newId);
    }

    private static String newId() {
        return "page:" + Long.toString(RANDOM.nextLong(1L << 50), Character.MAX_RADIX);
    }

    /** True if a watch between other chats has the id. */
    private boolean isTaken(Watch watch) {
        return watches.find(watch.id())
                .filter(other -> watches.isFixed(other.id())
                        || other.source() != watch.source()
                        || other.destination() != watch.destination())
                .isPresent();
    }

    /** Differs when a watch has changed. */
    private static String look(Watch watch) {
        return Integer.toHexString(WatchFields.of(watch).hashCode());
    }

    /** Reads the fields, and asks the modules about the steps. */
    private WatchFields.Read read(Map<String, String> fields) {
        WatchFields.Read read =
                WatchFields.read(fields, bot.config().get().admins().stream().findFirst());
        Optional<String> problem = read.watch().flatMap(watches::problem);
        return problem.isEmpty() ? read : new WatchFields.Read(Optional.empty(), Map.of("steps", problem.get()));
    }

    private static Map<String, String> fields(Request request) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String key : WatchForm.LINES) {
            fields.put(key, request.form(key).orElse(""));
        }
        for (String key : WatchFields.LISTS) {
            fields.put(key, request.form(key).orElse(""));
        }
        fields.put("mode", request.form("mode").orElse("full"));
        // Browsers send line ends in two characters.
        fields.put("steps", request.form("steps").orElse("").replace("\r\n", "\n"));
        for (String key : WatchForm.FLAGS) {
            fields.put(key, Boolean.toString(request.form(key).isPresent()));
        }
        return fields;
    }

    /** What would be sent of a text, by the watch as it stands in the form. */
    private Response test(Request request) {
        Optional<Watch> before = request.form("id").flatMap(watches::find);
        boolean fixed = before.map(Watch::id).filter(watches::isFixed).isPresent();
        Map<String, String> fields = fixed ? WatchFields.of(before.get()) : fields(request);
        fields.put("id", before.map(Watch::id).orElse("page:test"));
        WatchFields.Read read = read(fields);
        if (read.watch().isEmpty()) {
            return page(
                    request, before, fields, read.problems(), request.texts().get("page.form.not-tested"));
        }
        return page(
                request, before, fields, Map.of(), trial(request, read.watch().get()));
    }

    private String trial(Request request, Watch watch) {
        String text = request.form("text")
                .or(() -> chosen(request, watch.source()))
                .orElse("")
                .replace("\r\n", "\n");
        MessageDetails details = MessageDetails.ofText(MessageSender.UNKNOWN, watch.topic(), "");
        return watches.trial(watch, Route.stepMessage(watch.source(), 1, text, details), true)
                .words(request.texts(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** The last posts of a chat that have a text. */
    private List<Entry> recent(long source) {
        return bot.journal()
                .find(entry -> entry.chat() == source && !entry.text().isEmpty(), RECENT);
    }

    private Optional<String> chosen(Request request, long source) {
        return request.form("post")
                .flatMap(post -> recent(source).stream()
                        .filter(entry -> post.equals(Integer.toString(entry.message())))
                        .map(Entry::text)
                        .findFirst());
    }

    private Response pause(Request request) {
        Optional<Watch> watch = changeable(request);
        Optional<String> paused = request.form("paused").filter(word -> word.equals("true") || word.equals("false"));
        if (watch.isEmpty() || paused.isEmpty()) {
            return Response.text(400, "send `id` of a watch that is not in the file, and `paused`: true or false\n");
        }
        boolean now = Boolean.parseBoolean(paused.get());
        Watch other = watch.get().withPaused(now);
        return changed(request, now ? "paused" : "resumed", other, () -> watches.save(other))
                .orElseGet(() -> said(request, request.texts().get(now ? "page.paused" : "page.resumed")));
    }

    private Response remove(Request request) {
        Optional<Watch> found = changeable(request);
        if (found.isEmpty()) {
            return Response.text(400, "send `id` of a watch that is not in the file\n");
        }
        Watch watch = found.get();
        return changed(request, "removed", watch, () -> watches.remove(watch.id()))
                .orElseGet(() -> said(request, request.texts().get("watch.removed")));
    }

    /** Copies old posts of a watch, or ends that; also of a watch of the file, which is not changed by it. */
    private Response posts(Request request, BiFunction<Request, Watch, Optional<String>> action) {
        Optional<Watch> watch = request.form("id").flatMap(watches::find);
        if (watch.isEmpty()) {
            return Response.text(400, "send `id` of a watch\n");
        }
        return action.apply(request, watch.get())
                .map(problem -> page(
                        request,
                        watch,
                        WatchFields.of(watch.get()),
                        Map.of(POSTS, problem),
                        request.texts().get("page.posts.refused")))
                .orElseGet(() -> Response.redirect(
                        "/watches/edit?id=" + URLEncoder.encode(watch.get().id(), UTF_8) + "#posts"));
    }

    private Optional<Watch> changeable(Request request) {
        return request.form("id")
                .filter(id -> watches.canKeep() && !watches.isFixed(id))
                .flatMap(watches::find);
    }

    /** Makes a change. Returns what to say when it could not be kept. */
    private static Optional<Response> changed(Request request, String done, Watch watch, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.warn("the dashboard cannot keep a change of a watch: {}", e.toString());
            return Optional.of(Response.text(
                    503, request.texts().get("watch.not-kept", String.valueOf(e.getMessage())) + "\n"));
        }
        LOG.info("the dashboard {} the watch {}: {} to {}", done, watch.id(), watch.source(), watch.destination());
        return Optional.empty();
    }

    private static Response said(Request request, String text) {
        return Response.said(request, text, "/#watches");
    }

    private static Response message(Request request, String key) {
        return Html.page(request.texts().get("page.watches"), request, STYLE)
                .element("p", request.texts().get(key))
                .open("p")
                .element("a", request.texts().get("page.back"), "href", "/#watches")
                .close()
                .response();
    }

    private Response page(
            Request request,
            Optional<Watch> watch,
            Map<String, String> fields,
            Map<String, String> problems,
            String result) {
        Texts texts = request.texts();
        boolean fixed = watch.map(Watch::id).filter(watches::isFixed).isPresent();
        String title = texts.get(watch.isEmpty() ? "page.form.new" : "page.form.edit");
        Html html = Html.page(title, request, STYLE).element("h1", title);
        if (fixed) {
            html.element("p", texts.get("watch.fixed"));
        }
        if (!problems.isEmpty()) {
            html.element("p.problem", result, "role", "alert");
            problems.forEach((key, problem) -> {
                if (!fields.containsKey(key) && !key.equals(POSTS) && !key.equals(SEEN)) {
                    html.element("p.problem", problem);
                }
            });
        }
        html.open("form.watch", "method", "post", "action", fixed ? "/watches/test" : "/watches/save");
        if (watch.isPresent()) {
            hidden(html, "id", watch.get().id());
            Optional<String> seen = problems.containsKey(SEEN) ? Optional.empty() : request.form(SEEN);
            hidden(html, SEEN, seen.orElseGet(() -> look(watch.get())));
        } else {
            hidden(html, NEW, newId(request));
        }
        new WatchForm(html, texts, fields, problems).write(fixed);
        trial(html, request, watch.map(Watch::source), problems.isEmpty() ? result : "");
        html.open("div.buttons");
        if (!fixed) {
            html.element("button.strong", texts.get("page.form.save"), "id", "save");
        }
        html.element("button", texts.get("page.form.test"), "id", "test", "formaction", "/watches/test#try");
        html.element("a.button", texts.get("page.back"), "href", "/#watches")
                .close()
                .close();
        watch.ifPresent(known -> oldPosts.write(html, request, known, problems.getOrDefault(POSTS, "")));
        watch.filter(_ -> !fixed).ifPresent(known -> actions(html, known, texts));
        return html.response();
    }

    private static void hidden(Html html, String name, String value) {
        html.open("input", "type", "hidden", "name", name, "value", value);
    }

    private void trial(Html html, Request request, Optional<Long> source, String result) {
        Texts texts = request.texts();
        html.open("fieldset#try").element("legend", texts.get("page.form.try"));
        html.open("div.entry").element("label", texts.get("page.form.text"), "for", "text");
        html.element("textarea#text", request.form("text").orElse(""), "name", "text", "rows", "3");
        html.close();
        List<Entry> recent = source.map(this::recent).orElse(List.of());
        if (!recent.isEmpty()) {
            html.open("div.entry").element("label", texts.get("page.form.recent"), "for", "post");
            html.open("select#post", "name", "post").option("", "", false);
            recent.forEach(entry -> html.option(Integer.toString(entry.message()), entry.text(), false));
            html.close().close();
        }
        html.element("p#result", result, "role", "status").close();
    }

    private static void actions(Html html, Watch watch, Texts texts) {
        html.open("div.buttons.actions");
        String paused = Boolean.toString(!watch.paused());
        html.open("form", "method", "post", "action", "/watches/pause");
        html.open("input", "type", "hidden", "name", "id", "value", watch.id());
        html.open("input", "type", "hidden", "name", "paused", "value", paused);
        html.element("button", texts.get(watch.paused() ? "page.js.resume" : "page.js.pause"), "id", "pause")
                .close();
        html.open("details").element("summary", texts.get("page.form.remove"));
        html.open("form", "method", "post", "action", "/watches/remove");
        html.open("input", "type", "hidden", "name", "id", "value", watch.id());
        html.element("p", texts.get("sure.remove"));
        html.element("button", texts.get("watch.button.yes"), "id", "remove").close();
        html.close().close();
    }
}
