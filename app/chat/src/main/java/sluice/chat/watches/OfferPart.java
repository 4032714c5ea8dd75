package sluice.chat.watches;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Bounded;
import sluice.api.Watch;
import sluice.base.collection.BoundedMap;
import sluice.base.text.DisplayText;
import sluice.base.time.Timeline;
import sluice.chat.dialog.Buttons;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.telegram.model.Origin;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;
import sluice.telegram.model.Update;

/**
 * Offers to watch a chat to which an admin has added the bot, or from which an admin forwards a post. Its buttons belong to no dialog and
 * carry all that they are about.
 */
public final class OfferPart extends Part {

    private static final String NAME = "o";
    private static final String NO = "no";
    private static final String FROM = "from";
    private static final String SHOW = "show";
    private static final String USE = "use";
    private static final String SKIP = "skip";

    /** The most watches from a chat that are offered to be shown. */
    private static final int MAX_SHOWN = 5;

    private static final int MAX_TITLE = 128;

    /** Several posts that are forwarded at once are one offer. */
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    private static final int MAX_OFFERS = 32;

    private record Offered(long chat, Instant at) {}

    private final WatchPart watches;
    private final Timeline timeline;

    @Bounded("MAX_OFFERS, the eldest goes")
    private final Map<Long, Offered> offered = BoundedMap.byAge(MAX_OFFERS);

    public OfferPart(WatchPart watches, Timeline timeline) {
        super(NAME);
        this.watches = watches;
        this.timeline = timeline;
    }

    /** Whoever makes a chat a destination first and adds the bot then has no wish to watch it. */
    @Override
    public Optional<ChatAnswer> added(RequestContext context, Update.Added added) {
        Optional<Field> asked = watches.value.asked(context, added.chatId());
        if (asked.isPresent()) {
            return Optional.of(answer(context, asked.get(), added));
        }
        boolean destination =
                watches.visible(context).stream().anyMatch(watch -> watch.destination() == added.chatId());
        return destination
                ? Optional.empty()
                : Optional.of(offer(context, added.chatId(), added.title(), "offer.added"));
    }

    @Override
    public Optional<ChatAnswer> unasked(RequestContext context, Update.Written message) {
        return message.origin().map(origin -> forwarded(context, origin));
    }

    private ChatAnswer forwarded(RequestContext context, Origin origin) {
        return isRepeated(context.user(), origin.chatId())
                ? new ChatAnswer.Nothing()
                : offer(context, origin.chatId(), origin.title(), "offer.forwarded");
    }

    private boolean isRepeated(long user, long chat) {
        Instant now = timeline.now();
        synchronized (offered) {
            Offered last = offered.put(user, new Offered(chat, now));
            return last != null && last.chat() == chat && now.isBefore(last.at().plus(TOGETHER));
        }
    }

    /** Offers a chat as the answer to the dialog that asks for one. */
    private static ChatAnswer answer(RequestContext context, Field field, Update.Added added) {
        Buttons buttons = new Buttons(context.texts(), NAME, "");
        buttons.row(
                buttons.of("offer.button.use", USE + ":" + field.key() + ":" + added.chatId()),
                buttons.of("offer.button.no", SKIP));
        String text = context.text("offer.use." + field.key(), name(added.chatId(), added.title()));
        return new ChatAnswer.New(new Screen(Styled.plain(text), buttons.keyboard()));
    }

    private static String name(long chat, String title) {
        return title.isBlank() ? Long.toString(chat) : DisplayText.isolated(DisplayText.cut(title, MAX_TITLE));
    }

    private ChatAnswer offer(RequestContext context, long chat, String title, String question) {
        String name = name(chat, title);
        List<Watch> known = watches.visible(context).stream()
                .filter(watch -> watch.source() == chat)
                .limit(MAX_SHOWN)
                .toList();
        Buttons buttons = new Buttons(context.texts(), NAME, "");
        known.forEach(watch ->
                buttons.row(buttons.labelled(watches.list.label(context, watch), SHOW + ":" + Subject.mark(watch))));
        String yes = known.isEmpty() ? "offer.button.yes" : "offer.button.another";
        buttons.row(buttons.of(yes, FROM + ":" + chat), buttons.of("offer.button.no", NO));
        String text = context.text(known.isEmpty() ? question : "offer.known", name);
        return new ChatAnswer.New(new Screen(Styled.plain(text), buttons.keyboard()));
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        String[] parts = data.replaceFirst("^:", "").split(":", 2);
        String argument = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case NO -> new ChatAnswer.Show(Screen.of(context.text("offer.declined")));
            case SKIP -> new ChatAnswer.Show(Screen.of(context.text("offer.unused")));
            case USE -> watches.value.use(context, argument).orElseGet(() -> Dialogs.over(context));
            case FROM ->
                argument.matches("-[0-9]{1,18}")
                        ? watches.value.from(context, Long.parseLong(argument))
                        : Dialogs.over(context);
            case SHOW ->
                watches.marked(context, argument)
                        .map(subject -> watches.card.show(context, subject, ""))
                        .orElseGet(() -> context.note("watch.gone"));
            default -> Dialogs.over(context);
        };
    }
}
