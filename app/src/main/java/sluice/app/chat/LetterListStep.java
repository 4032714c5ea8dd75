package sluice.app.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import sluice.api.DeadLetter;
import sluice.app.deliver.Undelivered;
import sluice.app.telegram.Keyboard.Button;
import sluice.app.telegram.Screen;
import sluice.app.telegram.Styled;
import sluice.app.text.Texts;

/** All dead letters that the user may see, page by page, the newest first. */
final class LetterListStep implements Step {

    private static final String ENTRY = "entry-";
    private static final String NEWEST = "newest";

    private final FailedPart part;

    LetterListStep(FailedPart part) {
        this.part = part;
    }

    @Override
    public String name() {
        return "list";
    }

    Answer show(Visit visit, int asked, String note) {
        return new Answer.Show(screen(visit, asked), note);
    }

    Screen screen(Visit visit, int asked) {
        List<Undelivered.Entry> all = part.letters().entries(visit);
        Pages page = Pages.of(all.size(), asked);
        List<DeadLetter> shown = all.subList(page.from(), page.to()).stream()
                .flatMap(entry -> part.letters().find(visit, entry.id()).stream())
                .toList();
        Map<String, String> data = new HashMap<>();
        all.stream().findFirst().ifPresent(newest -> data.put(NEWEST, Long.toString(newest.id())));
        for (int i = 0; i < shown.size(); i++) {
            data.put(ENTRY + i, Long.toString(shown.get(i).id()));
        }
        return part.enter(
                visit,
                this,
                data,
                text(visit, all.size(), page, shown),
                buttons -> buttons(visit.texts(), buttons, shown.size(), page));
    }

    private Styled text(Visit visit, int count, Pages page, List<DeadLetter> shown) {
        if (count == 0) {
            return Styled.plain(visit.texts().get("failed.none"));
        }
        Styled text = Styled.plain("").then(Styled.Style.BOLD, visit.texts().get("failed.title", count));
        for (int i = 0; i < shown.size(); i++) {
            text = text.then(part.text().line(visit, page.from() + i + 1, shown.get(i)));
        }
        return text;
    }

    private static Buttons buttons(Texts texts, Buttons buttons, int shown, Pages page) {
        if (shown == 0) {
            return buttons.row(texts.get("failed.button.again"), "p0");
        }
        List<Button> places = IntStream.range(0, shown)
                .mapToObj(i -> buttons.button(Integer.toString(page.from() + i + 1), "o" + i))
                .toList();
        return buttons.row(places)
                .row(page.row(buttons))
                .row(List.of(
                        buttons.button(texts.get("failed.button.retry-all"), "retry-all"),
                        buttons.button(texts.get("failed.button.discard-all"), "discard-all")));
    }

    @Override
    public Optional<Answer> tap(Visit visit, Map<String, String> data, String verb) {
        return switch (verb) {
            case "retry-all" -> Optional.of(retryAll(visit));
            case "discard-all" ->
                FailedPart.number(data, NEWEST).map(newest -> part.discardAll().show(visit, newest));
            default ->
                Verb.number(verb, "p")
                        .map(page -> show(visit, page, ""))
                        .or(() -> Verb.number(verb, "o")
                                .flatMap(place -> FailedPart.number(data, ENTRY + place))
                                .map(id -> part.letter().show(visit, id)));
        };
    }

    private Answer retryAll(Visit visit) {
        Undelivered.Retried retried = part.letters().retryAll(visit);
        StringBuilder note = new StringBuilder(visit.texts().get("failed.retried-all", retried.queued()));
        if (retried.full() > 0) {
            note.append(' ').append(visit.texts().get("failed.retried-full", retried.full()));
        }
        if (retried.unknownOutcome() > 0) {
            note.append(' ').append(visit.texts().get("failed.retried-unknown", retried.unknownOutcome()));
        }
        return show(visit, 0, note.toString());
    }
}
