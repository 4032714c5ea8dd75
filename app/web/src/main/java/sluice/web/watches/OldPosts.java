package sluice.web.watches;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Watch;
import sluice.base.text.Texts;
import sluice.control.part.BotView;
import sluice.control.posts.CopyRequest;
import sluice.control.posts.CopyRequestException;
import sluice.control.posts.PostRanges;
import sluice.control.posts.Posts;
import sluice.web.http.Html;
import sluice.web.http.Request;

/** The part of the page of a watch that copies old posts to its destination, and shows how far that is. This class is thread-safe. */
final class OldPosts {

    private static final Logger LOG = LoggerFactory.getLogger(OldPosts.class);

    private final BotView bot;

    OldPosts(BotView bot) {
        this.bot = bot;
    }

    /** Starts to copy what the form names. Returns what is wrong with it; empty when it has begun. */
    Optional<String> start(Request request, Watch watch) {
        Texts texts = request.texts();
        PostRanges ranges = bot.ranges();
        String posts =
                request.form("first").orElse("") + " " + request.form("last").orElse("");
        return ranges.refusal(watch, texts).or(() -> switch (ranges.find(watch, posts, texts)) {
            case PostRanges.Refused(String reason) -> Optional.of(reason);
            case PostRanges.Range range -> {
                CopyRequest copyRequest =
                        CopyRequest.of(0, 0, texts.language(), watch.id(), ranges.source(watch), range);
                yield kept(texts, () -> switch (bot.posts().add(copyRequest)) {
                    case BUSY -> Optional.of(texts.get("posts.busy"));
                    case TOO_MANY -> Optional.of(texts.get("posts.too-many"));
                    default -> Optional.empty();
                });
            }
        });
    }

    /** Ends what is being copied. Returns why that did not work; empty when it did. */
    Optional<String> stop(Request request, Watch watch) {
        return kept(
                request.texts(),
                () -> bot.posts().of(watch.id()).filter(bot.posts()::cancel).isPresent()
                        ? Optional.empty()
                        : Optional.of(request.texts().get("posts.over")));
    }

    private static Optional<String> kept(Texts texts, Supplier<Optional<String>> change) {
        try {
            return change.get();
        } catch (CopyRequestException e) {
            LOG.warn("the dashboard cannot copy posts now: {}", e.getMessage());
            return Optional.of(texts.get("posts.not-kept"));
        }
    }

    /** Writes the form, or how far copying is, and what came of it the last time. */
    void write(Html html, Request request, Watch watch, String problem) {
        Texts texts = request.texts();
        Optional<CopyRequest> underWay = bot.posts().of(watch.id());
        boolean stops = underWay.isPresent();
        html.open("form.watch", "method", "post", "action", stops ? "/watches/posts/stop" : "/watches/posts");
        html.open("input", "type", "hidden", "name", "id", "value", watch.id());
        html.open("fieldset#posts").element("legend", texts.get("page.posts"));
        if (!problem.isEmpty()) {
            html.element("p.problem", problem, "role", "alert");
        }
        Optional<String> refusal = bot.ranges().refusal(watch, texts);
        if (stops) {
            CopyRequest copying = underWay.get();
            String text = texts.get("card.copying", copying.posts(), copying.counts(texts));
            html.element("p", text, "role", "status");
            html.open("div.buttons").element("button", texts.get("page.posts.stop"), "id", "stop");
            html.close();
        } else if (refusal.isPresent()) {
            html.element("p", refusal.get());
        } else {
            bot.posts().outcome(watch.id()).ifPresent(outcome -> outcome(html, texts, outcome));
            field(html, request, "first");
            field(html, request, "last");
            html.element("p.muted", texts.get("posts.not-applied"));
            html.open("div.buttons").element("button", texts.get("page.posts.copy"), "id", "copy");
            html.close();
        }
        html.close().close();
    }

    private static void field(Html html, Request request, String name) {
        html.open("div.entry").element("label", request.texts().get("page.posts." + name), "for", name);
        html.open("input#" + name, "name", name, "value", request.form(name).orElse(""), "autocomplete", "off");
        html.element("span.muted", request.texts().get("page.posts.hint." + name))
                .close();
    }

    private void outcome(Html html, Texts texts, Posts.Outcome outcome) {
        CopyRequest done = outcome.copyRequest();
        String source = bot.knownName().apply(done.source()).orElse(Long.toString(done.source()));
        html.element("p", done.ended(texts, outcome.end(), source), "role", "status");
        List<String> lines = done.outcome(texts, outcome.detail());
        lines.forEach(line -> html.element("p", line));
        if (!done.left().isEmpty()) {
            html.element("p", texts.get("posts.left-watch", done.left()));
        }
    }
}
