package sluice.chat.posts;

import java.time.Duration;
import sluice.base.text.DisplayText;
import sluice.base.text.Texts;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatNames;
import sluice.control.posts.CopyRequest;
import sluice.control.posts.Progress;
import sluice.control.watches.Watches;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Styled.Style;

/** The progress of copying posts, in words. */
final class PostText {

    private static final int MAX_NAME = 64;
    private static final int MAX_DETAIL = 700;

    /** Of what came of it, in UTF-16 units. */
    private static final int MAX_OUTCOME = 3_000;

    private final ChatNames names;
    private final Watches watches;
    private final Texts texts;

    PostText(ChatNames names, Watches watches, Texts texts) {
        this.names = names;
        this.watches = watches;
        this.texts = texts;
    }

    Screen going(CopyRequest copyRequest) {
        return new Screen(going("", copyRequest), cancel(copyRequest));
    }

    Screen waiting(CopyRequest copyRequest, Duration wait) {
        String asked = texts.get("posts.waiting", Math.max(1, wait.toSeconds()));
        return new Screen(going("\n" + asked, copyRequest), cancel(copyRequest));
    }

    Screen ended(CopyRequest copyRequest, Progress.End end, String detail) {
        String outcome = String.join("\n", copyRequest.outcome(texts, DisplayText.cut(detail, MAX_DETAIL)));
        Styled text = bold(copyRequest.ended(texts, end, where(copyRequest)))
                .then("\n" + DisplayText.cut(outcome, MAX_OUTCOME));
        String left = copyRequest.left();
        if (left.isEmpty()) {
            return new Screen(text, Keyboard.NONE);
        }
        return new Screen(
                copyRequest.goesToWatch()
                        ? text.then("\n" + texts.get("posts.left-watch", left))
                        : text.then("\n" + texts.get("posts.left") + " ")
                                .then(Style.CODE, copyRequest.link() + "/" + left),
                Keyboard.NONE);
    }

    private Styled going(String then, CopyRequest copyRequest) {
        return bold(texts.get("posts.going", where(copyRequest), copyRequest.posts()))
                .then("\n" + copyRequest.counts(texts) + then);
    }

    private String where(CopyRequest copyRequest) {
        String source = names.of(copyRequest.source(), MAX_NAME);
        return watches.find(copyRequest.watch())
                .map(watch -> source + " → " + names.of(watch.destination(), MAX_NAME))
                .orElse(source);
    }

    private static Styled bold(String text) {
        return Styled.plain("").then(Style.BOLD, text);
    }

    private Keyboard cancel(CopyRequest copyRequest) {
        Buttons buttons = new Buttons(texts, PostsPart.NAME, Integer.toString(copyRequest.request()));
        return buttons.row(buttons.of("watch.button.cancel", PostsPart.CANCEL)).keyboard();
    }
}
