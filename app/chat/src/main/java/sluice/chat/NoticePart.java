package sluice.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Watch;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.chat.watches.Subject;
import sluice.control.watches.Watches;
import sluice.engine.deliver.Recovery;

/**
 * Handles the buttons under notices. They belong to no dialog and work for as long as the notice stands there, over restarts too, so each
 * carries all that it is about.
 */
final class NoticePart extends Part {

    static final String NAME = "n";

    static final String AGAIN = "again";
    static final String PAUSE = "pause";

    /** Pauses the user's own watches to a chat; {@link #PAUSE_ALL} all of them. */
    static final String PAUSE_OWN = "pause-own";

    static final String PAUSE_ALL = "pause-all";

    private static final Logger LOG = LoggerFactory.getLogger(NoticePart.class);

    private final Watches watches;
    private final Recovery recovery;

    NoticePart(Watches watches, Recovery recovery) {
        super(NAME);
        this.watches = watches;
        this.recovery = recovery;
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        String[] parts = data.split(":", 2);
        String argument = parts.length > 1 ? parts[1] : "";
        Optional<Long> chat =
                argument.matches("-?[0-9]{1,18}") ? Optional.of(Long.valueOf(argument)) : Optional.empty();
        return switch (parts[0]) {
            case AGAIN -> chat.map(id -> again(context, id)).orElseGet(() -> Dialogs.over(context));
            case PAUSE -> pause(context, watch -> Subject.mark(watch).equals(argument));
            case PAUSE_OWN ->
                pause(
                        context,
                        watch -> chat.isPresent()
                                && watch.destination() == chat.get()
                                && watch.owner() == context.user());
            case PAUSE_ALL -> pause(context, watch -> chat.isPresent() && watch.destination() == chat.get());
            default -> Dialogs.over(context);
        };
    }

    private ChatAnswer again(RequestContext context, long chat) {
        if (watches.all().stream().noneMatch(watch -> watch.destination() == chat && context.maySee(watch))) {
            return context.note("watch.gone");
        }
        LOG.info("user {} retries chat {} now", context.user(), chat);
        return context.note(recovery.tryNow(chat) ? "notice.trying" : "notice.nothing-waits");
    }

    private ChatAnswer pause(RequestContext context, Predicate<Watch> which) {
        List<Watch> meant = watches.all().stream()
                .filter(watch ->
                        context.maySee(watch) && which.test(watch) && !watch.paused() && !watches.isFixed(watch.id()))
                .toList();
        if (meant.isEmpty()) {
            return context.note("notice.not-paused");
        }
        try {
            meant.forEach(watch -> watches.save(watch.withPaused(true)));
        } catch (RuntimeException e) {
            LOG.warn("user {}: cannot pause watches: {}", context.user(), e.toString());
            return context.alert("watch.not-kept", e.getMessage());
        }
        LOG.info("user {} paused {} watches", context.user(), meant.size());
        return context.note("notice.paused", meant.size());
    }
}
