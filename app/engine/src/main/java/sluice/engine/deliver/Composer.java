package sluice.engine.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.LinkPreview;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.api.Payload;
import sluice.api.StepMessage;
import sluice.base.content.Entities;
import sluice.engine.route.Route;
import sluice.engine.steps.StepChain;

/**
 * Runs messages that are about to be sent through the steps of their watch. What they make of it is written into its jobs, so that every
 * further try sends the same. This class has no state.
 */
final class Composer {

    private Composer() {}

    /**
     * Composes a message or an album. No filter is asked where an earlier verdict on the album stands, so that it
     * passes.
     */
    static Composed relay(Delivery delivery, Route route, boolean passes) {
        if (route.steps().isEmpty()) {
            return unstepped(delivery, route);
        }
        List<Payload.Relay> relays = Sender.relays(delivery);
        if (relays.stream().anyMatch(relay -> relay.details().isEmpty())) {
            return route.steps().unseen().<Composed>map(Attempt.Held::new).orElseGet(() -> unstepped(delivery, route));
        }
        List<StepMessage> seen = route.seen(relays.stream()
                .map(relay -> Route.stepMessage(
                        relay.chatId(),
                        relay.messageId(),
                        relay.text(),
                        relay.details().orElseThrow()))
                .toList());
        List<FormattedText> earlier = relays.stream()
                .flatMap(relay -> relay.details().flatMap(MessageDetails::body).stream())
                .toList();
        if (earlier.size() == relays.size()) {
            return composed(delivery, route, seen, earlier.subList(0, seen.size()));
        }
        StepChain steps = passes ? route.steps().transforms() : route.steps();
        return switch (steps.run(seen)) {
            case StepChain.Result.Dropped(var refusal) -> new Attempt.Skipped(refusal);
            case StepChain.Result.Held(String step) -> new Attempt.Held(step);
            case StepChain.Result.Passed(List<FormattedText> made) ->
                composed(frozen(delivery, made), route, seen, made);
        };
    }

    /**
     * Composes an edit after the steps. {@code texts} is what the message says now; in extract mode all captions of an
     * album.
     */
    static Composed edit(Delivery delivery, Payload.Edit edit, Route route, List<String> texts) {
        FormattedText text = Entities.text(edit.text(), edit.entities());
        Optional<String> held = route.steps().isEmpty() || edit.details().isPresent()
                ? Optional.empty()
                : route.steps().unseen();
        if (held.isPresent()) {
            return new Attempt.Held(held.get());
        }
        MessageDetails details = edit.details().orElse(MessageDetails.ofText(MessageSender.UNKNOWN, 0, ""));
        LinkPreview preview = details.display().linkPreview();
        StepMessage message =
                Route.stepMessage(edit.chatId(), edit.messageId(), edit.text(), details.formatted(edit.entities()));
        StepMessage seen = !route.extracts()
                ? message
                : route.seen(texts.stream()
                                .map(one -> message.with(FormattedText.of(one)))
                                .toList())
                        .getFirst();
        if (edit.details().isEmpty() || route.steps().isEmpty()) {
            return text(delivery, preview, route, text, route.extracts() ? seen.text() : text, false);
        }
        if (details.body().isPresent()) {
            return text(delivery, preview, route, text, details.body().get(), true);
        }
        return switch (route.steps().run(List.of(seen))) {
            case StepChain.Result.Dropped(var refusal) -> new Attempt.Skipped(refusal);
            case StepChain.Result.Held(String step) -> new Attempt.Held(step);
            case StepChain.Result.Passed(List<FormattedText> made) -> {
                FormattedText sent = made.getFirst();
                Job job = delivery.first().with(edit.with(details.with(sent)));
                Delivery frozen = new Delivery(delivery.id(), List.of(job));
                yield text(frozen, preview, route, text, sent, !sent.equals(seen.text()));
            }
        };
    }

    private static Composed unstepped(Delivery delivery, Route route) {
        if (!route.extracts()) {
            return new Composed.Ready(delivery, Body.AS_IT_IS);
        }
        return text(delivery, route, FormattedText.of(route.extract(Sender.texts(delivery))), false);
    }

    private static Composed text(Delivery delivery, Route route, FormattedText sent, boolean changed) {
        Payload.Relay relay = Sender.relays(delivery).getFirst();
        LinkPreview preview =
                relay.details().map(known -> known.display().linkPreview()).orElse(LinkPreview.DEFAULT);
        return text(delivery, preview, route, Sender.text(relay), sent, changed);
    }

    private static Composed text(
            Delivery delivery,
            LinkPreview preview,
            Route route,
            FormattedText before,
            FormattedText sent,
            boolean changed) {
        LinkPreview kept = route.extracts() ? preview.keptFor(sent) : preview.keptFor(before, sent);
        return new Composed.Ready(delivery, Body.text(sent, changed, kept));
    }

    private static Composed composed(Delivery delivery, Route route, List<StepMessage> seen, List<FormattedText> made) {
        List<FormattedText> before = seen.stream().map(StepMessage::text).toList();
        boolean changed = !made.equals(before);
        if (route.extracts() || (changed && seen.getFirst().media() == MediaType.TEXT)) {
            return text(delivery, route, made.getFirst(), changed);
        }
        return changed
                ? new Composed.Ready(delivery, Body.captions(made, FormattedText.EMPTY))
                : new Composed.Ready(delivery, Body.AS_IT_IS);
    }

    private static Delivery frozen(Delivery delivery, List<FormattedText> made) {
        List<Job> jobs = new ArrayList<>();
        for (Payload.Relay relay : Sender.relays(delivery)) {
            int index = jobs.size();
            FormattedText body = made.get(Math.min(index, made.size() - 1));
            jobs.add(delivery.jobs()
                    .get(index)
                    .with(relay.with(relay.details().orElseThrow().with(body))));
        }
        return new Delivery(delivery.id(), jobs);
    }
}
