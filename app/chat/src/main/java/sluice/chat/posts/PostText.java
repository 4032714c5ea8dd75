package sluice.chat.posts;

import java.time.Duration;
import java.util.stream.Collectors;
import sluice.base.text.Texts;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.DisplayText;
import sluice.engine.posts.CopyRequest;
import sluice.engine.posts.Progress;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Styled.Style;

/** The progress of copying posts, in words. */
final class PostText {

    private static final int MAX_NAME = 64;
    private static final int MAX_DETAIL = 300;

    private final ChatNames names;
    private final Texts texts;

    PostText(ChatNames names, Texts texts) {
        this.names = names;
        this.texts = texts;
    }

    Screen going(CopyRequest copyRequest) {
        return new Screen(title("posts.going", copyRequest).then(counts(copyRequest)), cancel(copyRequest));
    }

    Screen waiting(CopyRequest copyRequest, Duration wait) {
        String asked = texts.get("posts.waiting", Math.max(1, wait.toSeconds()));
        return new Screen(
                title("posts.going", copyRequest).then(counts(copyRequest) + "\n" + asked), cancel(copyRequest));
    }

    Screen ended(CopyRequest copyRequest, Progress.End end, String detail) {
        Styled text = title("posts.end." + end, copyRequest).then(counts(copyRequest));
        if (!detail.isEmpty()) {
            text = text.then("\n" + DisplayText.cut(detail, MAX_DETAIL));
        }
        if (copyRequest.missing() > 0) {
            text = text.then("\n" + texts.get("posts.missing"));
        }
        if (!copyRequest.unknown().isEmpty()) {
            String posts = copyRequest.unknown().stream()
                    .map(span -> span(span.first(), span.last()))
                    .collect(Collectors.joining(", "));
            text = text.then("\n" + texts.get("posts.unknown", posts));
        }
        int next = copyRequest.first() + copyRequest.done();
        if (next <= copyRequest.last()) {
            text = text.then("\n" + texts.get("posts.left") + " ")
                    .then(Style.CODE, copyRequest.link() + "/" + span(next, copyRequest.last()));
        }
        return new Screen(text, Keyboard.NONE);
    }

    private Styled title(String key, CopyRequest copyRequest) {
        String name = DisplayText.isolated(DisplayText.cut(names.of(copyRequest.source()), MAX_NAME));
        return Styled.plain("").then(Style.BOLD, texts.get(key, name, span(copyRequest.first(), copyRequest.last())));
    }

    private String counts(CopyRequest copyRequest) {
        String counts = "\n" + texts.get("posts.done", copyRequest.done(), copyRequest.size(), copyRequest.copied());
        return copyRequest.missing() == 0 ? counts : counts + texts.get("posts.done-missing", copyRequest.missing());
    }

    private static String span(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    private Keyboard cancel(CopyRequest copyRequest) {
        return Buttons.of(PostsPart.NAME, Integer.toString(copyRequest.request()))
                .row(texts.get("watch.button.cancel"), PostsPart.CANCEL)
                .keyboard();
    }
}
