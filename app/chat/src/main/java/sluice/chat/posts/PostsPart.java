package sluice.chat.posts;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.text.DisplayText;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.control.posts.CopyRequest;
import sluice.control.posts.CopyRequestException;
import sluice.control.posts.PostLink;
import sluice.control.posts.Posts;
import sluice.telegram.model.ChatFound;
import sluice.telegram.model.Update;

/** Links to posts: what they lead to is copied into the chat. */
public final class PostsPart extends Part {

    static final String NAME = "p";
    static final String CANCEL = "cancel";

    private static final Logger LOG = LoggerFactory.getLogger(PostsPart.class);

    private final Posts posts;
    private final ChatNames names;

    public PostsPart(Posts posts, ChatNames names) {
        super(NAME);
        this.posts = posts;
        this.names = names;
    }

    @Override
    public Optional<ChatAnswer> unasked(RequestContext context, Update.Written message) {
        String text = message.message().text();
        if (message.forwarded()) {
            // What somebody else has written asks for nothing.
            return Optional.empty();
        }
        return PostLink.parse(text)
                .map(link -> answer(context, message.message().id(), link))
                .or(() -> PostLink.isLike(text) ? Optional.of(context.note("posts.unread")) : Optional.empty());
    }

    private ChatAnswer answer(RequestContext context, int request, PostLink link) {
        if (link.size() < 1) {
            return context.note("posts.reversed", link.first(), link.last());
        }
        if (link.size() > CopyRequest.MAX_POSTS) {
            return context.note("posts.too-long", link.size(), CopyRequest.MAX_POSTS);
        }
        return switch (names.find(link.chat())) {
            case ChatFound.Known known when known.person() -> context.note("posts.person");
            case ChatFound.Known known
            when known.protectedContent() -> context.note("posts.protected", DisplayText.isolated(known.title()));
            case ChatFound.Known known -> begin(context, request, known.id(), link);
            case ChatFound.Unknown(String detail) -> context.note("posts.unseen", link.base(), detail);
            case ChatFound.NotAsked(String detail) -> context.note("wrong.no-answer", detail);
        };
    }

    private ChatAnswer begin(RequestContext context, int request, long source, PostLink link) {
        CopyRequest copyRequest =
                CopyRequest.of(context.user(), request, context.texts().language(), source, link);
        return switch (kept(context, () -> posts.add(copyRequest))) {
            case FIRST, KNOWN -> new ChatAnswer.Nothing();
            case BEHIND, BUSY -> context.note("posts.behind");
            case TOO_MANY -> context.note("posts.too-many");
        };
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        String[] parts = data.split(":", 2);
        boolean cancels = parts.length == 2 && parts[1].equals(CANCEL) && parts[0].matches("[0-9]{1,9}");
        Optional<CopyRequest> copyRequest =
                cancels ? posts.of(context.user(), Integer.parseInt(parts[0])) : Optional.empty();
        return kept(context, () -> copyRequest.filter(posts::cancel)).isPresent()
                ? context.note("posts.cancelling")
                : context.alert("posts.over");
    }

    /** Adds or changes a copy request. One that cannot be kept is an {@link InputRefusal}. */
    public static <T> T kept(RequestContext context, Supplier<T> change) {
        try {
            return change.get();
        } catch (CopyRequestException e) {
            LOG.warn("user {}: cannot copy posts now: {}", context.user(), e.getMessage());
            throw context.refusal("posts.not-kept");
        }
    }
}
