package sluice.app.chat;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.app.posts.Errand;
import sluice.app.posts.ErrandException;
import sluice.app.posts.PostLink;
import sluice.app.posts.Posts;
import sluice.app.telegram.ChatFound;
import sluice.app.telegram.Update;
import sluice.app.text.Texts;

/** Links to posts: what they lead to is copied into the chat. */
final class PostsPart implements Part {

    static final String NAME = "p";
    static final String CANCEL = "cancel";

    private static final Logger LOG = LoggerFactory.getLogger(PostsPart.class);

    private final Posts posts;
    private final ChatNames names;

    PostsPart(Posts posts, ChatNames names) {
        this.posts = posts;
        this.names = names;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Answer> unasked(Visit visit, Update.Written message) {
        return PostLink.parse(message.message().text())
                .map(link -> answer(visit, message.message().id(), link));
    }

    private Answer answer(Visit visit, int request, PostLink link) {
        Texts texts = visit.texts();
        if (link.size() < 1) {
            return note(texts.get("posts.reversed", link.first(), link.last()));
        }
        if (link.size() > Errand.MAX_POSTS) {
            return note(texts.get("posts.too-long", link.size(), Errand.MAX_POSTS));
        }
        return switch (names.find(link.chat())) {
            case ChatFound.Known known when known.person() -> note(texts.get("posts.person"));
            case ChatFound.Known known
            when known.protectedContent() -> note(texts.get("posts.protected", Shown.isolated(known.title())));
            case ChatFound.Known known -> begin(visit, request, known.id(), link);
            case ChatFound.Unknown(String detail) -> note(texts.get("posts.unseen", link.base(), detail));
            case ChatFound.NotAsked(String detail) -> note(texts.get("wrong.no-answer", detail));
        };
    }

    private Answer begin(Visit visit, int request, long source, PostLink link) {
        Texts texts = visit.texts();
        try {
            Errand errand = Errand.of(visit.user(), request, texts.language(), source, link);
            return switch (posts.errands().add(errand)) {
                case FIRST -> {
                    posts.wake(visit.user());
                    yield new Answer.Nothing();
                }
                case BEHIND -> {
                    posts.wake(visit.user());
                    yield note(texts.get("posts.behind"));
                }
                case KNOWN -> new Answer.Nothing();
                case TOO_MANY -> note(texts.get("posts.too-many"));
            };
        } catch (ErrandException e) {
            return notKept(visit, e);
        }
    }

    @Override
    public Answer tap(Visit visit, String data) {
        String[] parts = data.split(":", 2);
        Optional<Integer> request = parts.length == 2 && parts[1].equals(CANCEL) ? number(parts[0]) : Optional.empty();
        try {
            if (request.isEmpty() || !posts.errands().cancel(visit.user(), request.get())) {
                return new Answer.Note(visit.texts().get("posts.over"), true);
            }
        } catch (ErrandException e) {
            return notKept(visit, e);
        }
        posts.wake(visit.user());
        return note(visit.texts().get("posts.cancelling"));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Answer notKept(Visit visit, ErrandException e) {
        LOG.warn("user {}: posts cannot be copied now: {}", visit.user(), e.getMessage());
        return new Answer.Note(visit.texts().get("posts.not-kept"), true);
    }

    private static Answer note(String text) {
        return new Answer.Note(text, false);
    }
}
