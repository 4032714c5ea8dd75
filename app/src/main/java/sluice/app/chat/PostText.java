package sluice.app.chat;

import java.time.Duration;
import java.util.stream.Collectors;
import sluice.app.posts.Errand;
import sluice.app.posts.Progress;
import sluice.app.telegram.Keyboard;
import sluice.app.telegram.Screen;
import sluice.app.telegram.Styled;
import sluice.app.telegram.Styled.Style;
import sluice.app.text.Texts;

/** In words how far the copying of posts is. */
final class PostText {

    private static final int MAX_NAME = 64;
    private static final int MAX_DETAIL = 300;

    private final ChatNames names;
    private final Texts texts;

    PostText(ChatNames names, Texts texts) {
        this.names = names;
        this.texts = texts;
    }

    Screen going(Errand errand) {
        return new Screen(title("posts.going", errand).then(counts(errand)), cancel(errand));
    }

    Screen waiting(Errand errand, Duration wait) {
        String asked = texts.get("posts.waiting", Math.max(1, wait.toSeconds()));
        return new Screen(title("posts.going", errand).then(counts(errand) + "\n" + asked), cancel(errand));
    }

    Screen ended(Errand errand, Progress.End end, String detail) {
        Styled text = title("posts.end." + end, errand).then(counts(errand));
        if (!detail.isEmpty()) {
            text = text.then("\n" + Shown.cut(detail, MAX_DETAIL));
        }
        if (errand.missing() > 0) {
            text = text.then("\n" + texts.get("posts.missing"));
        }
        if (!errand.unknown().isEmpty()) {
            String posts = errand.unknown().stream()
                    .map(span -> span(span.first(), span.last()))
                    .collect(Collectors.joining(", "));
            text = text.then("\n" + texts.get("posts.unknown", posts));
        }
        int next = errand.first() + errand.done();
        if (next <= errand.last()) {
            text = text.then("\n" + texts.get("posts.left") + " ")
                    .then(Style.CODE, errand.link() + "/" + span(next, errand.last()));
        }
        return new Screen(text, Keyboard.NONE);
    }

    private Styled title(String key, Errand errand) {
        String name = Shown.isolated(Shown.cut(names.of(errand.source()), MAX_NAME));
        return Styled.plain("").then(Style.BOLD, texts.get(key, name, span(errand.first(), errand.last())));
    }

    private String counts(Errand errand) {
        String counts = "\n" + texts.get("posts.done", errand.done(), errand.size(), errand.copied());
        return errand.missing() == 0 ? counts : counts + texts.get("posts.done-missing", errand.missing());
    }

    private static String span(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    private Keyboard cancel(Errand errand) {
        return Buttons.of(PostsPart.NAME, Integer.toString(errand.request()))
                .row(texts.get("watch.button.cancel"), PostsPart.CANCEL)
                .keyboard();
    }
}
