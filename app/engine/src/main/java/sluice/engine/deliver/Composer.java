package sluice.engine.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.MediaType;
import sluice.api.MessageSender;
import sluice.api.Payload;
import sluice.api.StepMessage;
import sluice.base.content.Details;
import sluice.base.content.Entities;
import sluice.base.content.LinkPreview;
import sluice.engine.route.Route;
import sluice.engine.steps.StepChain;
import sluice.engine.steps.StepMessages;

/**
 * Runs messages that are about to be sent through the steps of their watch. What they make of it is written into its jobs, so that every
 * further try sends the same. This class has no state.
 */
final class Composer {

    private Composer() {}

    /**
     * Composes a message or an album.
     *
     * @param delivery what is to be sent, jobs that relay
     * @param route the route of its watch
     * @param passes whether an earlier verdict on the album stands, so that no filter is asked
     */
    static Composed relay(Delivery delivery, Route route, boolean passes) {
        if (route.steps().isEmpty()) {
            return unstepped(delivery, route);
        }
        List<Optional<Details>> details = delivery.jobs().stream()
                .map(job -> Details.parse(relay(job).details()))
                .toList();
        if (details.stream().anyMatch(Optional::isEmpty)) {
            return route.steps().unseen().<Composed>map(Composed.Held::new).orElseGet(() -> unstepped(delivery, route));
        }
        List<StepMessage> messages = new ArrayList<>();
        for (int i = 0; i < details.size(); i++) {
            Payload.Relay relay = relay(delivery.jobs().get(i));
            messages.add(StepMessages.of(
                    relay.chatId(),
                    relay.messageId(),
                    relay.text(),
                    details.get(i).orElseThrow()));
        }
        List<StepMessage> seen = route.seen(messages);
        if (details.stream().allMatch(one -> one.orElseThrow().body().isPresent())) {
            List<FormattedText> made = details.stream()
                    .map(one -> one.orElseThrow().body().orElseThrow())
                    .limit(seen.size())
                    .toList();
            return composed(delivery, route, seen, made);
        }
        StepChain steps = passes ? route.steps().transforms() : route.steps();
        return switch (steps.run(seen)) {
            case StepChain.Result.Dropped(var refusal) -> new Composed.Refused(refusal);
            case StepChain.Result.Held(String step) -> new Composed.Held(step);
            case StepChain.Result.Passed(List<FormattedText> made) ->
                composed(frozen(delivery, details, made), route, seen, made);
        };
    }

    /**
     * Composes an edit after the steps: a text, or why there is none.
     *
     * @param delivery the edit
     * @param edit the payload of the delivery
     * @param route the route of its watch
     * @param texts what the message says now; in extract mode all captions of an album
     */
    static Composed edit(Delivery delivery, Payload.Edit edit, Route route, List<String> texts) {
        FormattedText text = Entities.text(edit.text(), edit.entities());
        Optional<Details> details = Details.parse(edit.details());
        if (!route.steps().isEmpty() && details.isEmpty()) {
            Optional<String> held = route.steps().unseen();
            if (held.isPresent()) {
                return new Composed.Held(held.get());
            }
        }
        StepMessage message = StepMessages.of(
                edit.chatId(),
                edit.messageId(),
                edit.text(),
                details.map(known -> known.arrived(known.sender(), known.topic(), edit.entities()))
                        .orElseGet(() -> Details.ofText(MessageSender.UNKNOWN, 0, edit.entities())));
        StepMessage seen = !route.extracts()
                ? message
                : route.seen(texts.stream()
                                .map(one -> message.with(FormattedText.of(one)))
                                .toList())
                        .getFirst();
        if (details.isEmpty() || route.steps().isEmpty()) {
            return text(delivery, details, route, text, route.extracts() ? seen.text() : text, false);
        }
        if (details.get().body().isPresent()) {
            return text(delivery, details, route, text, details.get().body().get(), true);
        }
        return switch (route.steps().run(List.of(seen))) {
            case StepChain.Result.Dropped(var refusal) -> new Composed.Refused(refusal);
            case StepChain.Result.Held(String step) -> new Composed.Held(step);
            case StepChain.Result.Passed(List<FormattedText> made) -> {
                String kept = details.get().with(made.getFirst()).json();
                Job job = delivery.first()
                        .with(new Payload.Edit(
                                edit.chatId(),
                                edit.messageId(),
                                edit.version(),
                                edit.caption(),
                                edit.text(),
                                edit.entities(),
                                kept));
                yield text(
                        new Delivery(delivery.id(), List.of(job)),
                        details,
                        route,
                        text,
                        made.getFirst(),
                        !made.getFirst().equals(seen.text()));
            }
        };
    }

    private static Composed unstepped(Delivery delivery, Route route) {
        if (!route.extracts()) {
            return new Composed.Whole(delivery);
        }
        List<String> texts =
                delivery.jobs().stream().map(job -> relay(job).text()).toList();
        return text(delivery, route, FormattedText.of(route.extract(texts)), false);
    }

    private static Composed text(Delivery delivery, Route route, FormattedText sent, boolean changed) {
        Payload.Relay relay = relay(delivery.first());
        Optional<Details> details = Details.parse(relay.details());
        FormattedText before =
                Entities.text(relay.text(), details.map(Details::entities).orElse(""));
        return text(delivery, details, route, before, sent, changed);
    }

    private static Composed text(
            Delivery delivery,
            Optional<Details> details,
            Route route,
            FormattedText before,
            FormattedText sent,
            boolean changed) {
        LinkPreview preview =
                details.map(known -> known.display().linkPreview()).orElse(LinkPreview.DEFAULT);
        return new Composed.Text(
                delivery, sent, changed, route.extracts() ? preview.keptFor(sent) : preview.keptFor(before, sent));
    }

    private static Composed composed(Delivery delivery, Route route, List<StepMessage> seen, List<FormattedText> made) {
        List<FormattedText> before = seen.stream().map(StepMessage::text).toList();
        boolean changed = !made.equals(before);
        if (route.extracts() || (changed && seen.getFirst().media() == MediaType.TEXT)) {
            return text(delivery, route, made.getFirst(), changed);
        }
        return changed ? new Composed.Captions(delivery, made) : new Composed.Whole(delivery);
    }

    private static Delivery frozen(Delivery delivery, List<Optional<Details>> details, List<FormattedText> made) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < delivery.jobs().size(); i++) {
            Payload.Relay relay = relay(delivery.jobs().get(i));
            FormattedText body = made.get(Math.min(i, made.size() - 1));
            jobs.add(delivery.jobs()
                    .get(i)
                    .with(new Payload.Relay(
                            relay.chatId(),
                            relay.messageId(),
                            relay.replyTo(),
                            relay.text(),
                            relay.album(),
                            details.get(i).orElseThrow().with(body).json())));
        }
        return new Delivery(delivery.id(), jobs);
    }

    private static Payload.Relay relay(Job job) {
        return (Payload.Relay) job.payload();
    }
}
