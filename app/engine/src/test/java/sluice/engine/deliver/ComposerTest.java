package sluice.engine.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static sluice.engine.Samples.SOURCE;
import static sluice.engine.Samples.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.api.Job;
import sluice.api.LinkPreview;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.api.Payload;
import sluice.api.Watch;
import sluice.engine.route.Route;
import sluice.engine.route.Router;
import sluice.engine.steps.StepChain;

class ComposerTest {

    private static final LinkPreview PREVIEW = new LinkPreview(false, "https://a.example/1", false, true, false);
    private static final Optional<MessageDetails> DETAILS =
            Optional.of(MessageDetails.ofText(MessageSender.UNKNOWN, 0, "").with(PREVIEW));
    private static final Route COPIES = route(watch("w", -2));
    private static final Route EXTRACTS =
            route(watch("w", SOURCE, 0, -2, Watch.Filters.NONE, List.of("https?://\\S+|[0-9]+"), false));

    private static Route route(Watch watch) {
        Router router = new Router();
        router.replace(List.of(watch), _ -> StepChain.NONE);
        return router.route(watch.id()).orElseThrow();
    }

    private static Delivery delivery(Payload... payloads) {
        List<Job> jobs = new ArrayList<>();
        for (Payload payload : payloads) {
            jobs.add(new Job("w", -2, 0, payload, Instant.EPOCH, List.of(SOURCE), 0, Job.Tries.NONE));
        }
        return new Delivery(1, jobs);
    }

    private static Payload.Relay relay(int id, String text) {
        return new Payload.Relay(SOURCE, id, 0, text, Optional.empty(), DETAILS);
    }

    private static Body relayed(Route route, Payload... relays) {
        return assertInstanceOf(Composed.Ready.class, Composer.relay(delivery(relays), route, false))
                .body();
    }

    private static Body edited(Route route, Payload.Edit edit, String... texts) {
        return assertInstanceOf(Composed.Ready.class, Composer.edit(delivery(edit), edit, route, List.of(texts)))
                .body();
    }

    @Test
    void a_message_without_steps_goes_as_it_is() {
        assertEquals(Body.AS_IT_IS, relayed(COPIES, relay(1, "one"), relay(2, "two")));
    }

    @Test
    void the_matches_of_all_members_of_an_album_become_one_text() {
        Body body = relayed(EXTRACTS, relay(1, "a 1"), relay(2, "b 2 and 1"));
        assertEquals(Body.text(FormattedText.of("1\n2"), false, body.preview()), body);
    }

    @Test
    void the_preview_stays_only_with_its_link() {
        assertEquals(
                PREVIEW, relayed(EXTRACTS, relay(1, "see https://a.example/1")).preview());
        assertEquals("", relayed(EXTRACTS, relay(1, "number 1")).preview().url());
    }

    @Test
    void an_edit_is_a_text_with_its_formatting() {
        String bold = "[{\"type\":\"bold\",\"offset\":0,\"length\":3}]";
        Body body = edited(COPIES, new Payload.Edit(SOURCE, 1, 9, false, "new", bold, DETAILS), "new");
        assertEquals("bold", body.of(0).entities().getFirst().type());
        assertEquals(PREVIEW, body.preview());
    }

    @Test
    void an_edit_of_one_caption_extracts_from_all_of_the_album() {
        Payload.Edit edit = new Payload.Edit(SOURCE, 1, 9, true, "3", "", DETAILS);
        assertEquals(FormattedText.of("3\n2"), edited(EXTRACTS, edit, "3", "2").of(0));
    }
}
