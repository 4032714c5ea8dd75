package sluice.chat.posts;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.DisplayText;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.engine.posts.CopyRequest;
import sluice.engine.posts.CopyRequestException;
import sluice.engine.posts.PostLink;
import sluice.engine.posts.Posts;
import sluice.telegram.model.ChatFound;
import sluice.telegram.model.Update;

/** Links to posts: what they lead to is copied into the chat. */
public final class PostsPart implements Part {

    static final String NAME = "p";
    static final String CANCEL = "cancel";

    private static final Logger LOG = LoggerFactory.getLogger(PostsPart.class);

    private final Posts posts;
    private final ChatNames names;

    public PostsPart(Posts posts, ChatNames names) {
        this.posts = posts;
        this.names = names;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<ChatAnswer> unasked(RequestContext context, Update.Written message) {
        return PostLink.parse(message.message().text())
                .map(link -> answer(context, message.message().id(), link));
    }

    private ChatAnswer answer(RequestContext context, int request, PostLink link) {
        Texts texts = context.texts();
        if (link.size() < 1) {
            return note(texts.get("posts.reversed", link.first(), link.last()));
        }
        if (link.size() > CopyRequest.MAX_POSTS) {
            return note(texts.get("posts.too-long", link.size(), CopyRequest.MAX_POSTS));
        }
        return switch (names.find(link.chat())) {
            case ChatFound.Known known when known.person() -> note(texts.get("posts.person"));
            case ChatFound.Known known
            when known.protectedContent() -> note(texts.get("posts.protected", DisplayText.isolated(known.title())));
            case ChatFound.Known known -> begin(context, request, known.id(), link);
            case ChatFound.Unknown(String detail) -> note(texts.get("posts.unseen", link.base(), detail));
            case ChatFound.NotAsked(String detail) -> note(texts.get("wrong.no-answer", detail));
        };
    }

    private ChatAnswer begin(RequestContext context, int request, long source, PostLink link) {
        Texts texts = context.texts();
        try {
            CopyRequest copyRequest = CopyRequest.of(context.user(), request, texts.language(), source, link);
            return switch (posts.copyRequests().add(copyRequest)) {
                case FIRST -> {
                    posts.wake(context.user());
                    yield new ChatAnswer.Nothing();
                }
                case BEHIND -> {
                    posts.wake(context.user());
                    yield note(texts.get("posts.behind"));
                }
                case KNOWN -> new ChatAnswer.Nothing();
                case TOO_MANY -> note(texts.get("posts.too-many"));
            };
        } catch (CopyRequestException e) {
            return notKept(context, e);
        }
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        String[] parts = data.split(":", 2);
        Optional<Integer> request = parts.length == 2 && parts[1].equals(CANCEL) ? number(parts[0]) : Optional.empty();
        try {
            if (request.isEmpty() || !posts.copyRequests().cancel(context.user(), request.get())) {
                return new ChatAnswer.Note(context.texts().get("posts.over"), true);
            }
        } catch (CopyRequestException e) {
            return notKept(context, e);
        }
        posts.wake(context.user());
        return note(context.texts().get("posts.cancelling"));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static ChatAnswer notKept(RequestContext context, CopyRequestException e) {
        LOG.warn("user {}: posts cannot be copied now: {}", context.user(), e.getMessage());
        return new ChatAnswer.Note(context.texts().get("posts.not-kept"), true);
    }

    private static ChatAnswer note(String text) {
        return new ChatAnswer.Note(text, false);
    }
}
