package sluice.chat.watches;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.UserState;
import sluice.api.Watch;
import sluice.chat.dialog.ChatAnswer;
import sluice.chat.dialog.ChatNames;
import sluice.chat.dialog.Command;
import sluice.chat.dialog.DialogStep;
import sluice.chat.dialog.Dialogs;
import sluice.chat.dialog.InputRefusal;
import sluice.chat.dialog.Part;
import sluice.chat.dialog.RequestContext;
import sluice.control.posts.PostRanges;
import sluice.control.posts.Posts;
import sluice.control.watches.Watches;
import sluice.host.status.Report;
import sluice.host.status.WatchCounters;
import sluice.telegram.model.Update;

/**
 * The part of the chat that manages watches. Where a user stands is a step with its data in the state module; each {@link DialogStep} shows
 * its screen, which enters it, and does what is done there.
 */
public final class WatchPart extends Part {

    private static final Logger LOG = LoggerFactory.getLogger(WatchPart.class);

    static final String NAME = "w";

    /** The argument of the command that asks for a new watch at once. */
    public static final String NEW = "new";

    private static final RandomGenerator RANDOM = new SecureRandom();

    final Dialogs dialogs;
    final Watches watches;
    final ChatNames names;
    final Problems problems;
    final Posts posts;
    final PostRanges ranges;
    final StepTrial trial;
    private final Report report;
    final ListStep list = new ListStep(this);
    final CardStep card = new CardStep(this);
    final ModeStep mode = new ModeStep(this);
    final ValueStep value = new ValueStep(this);
    final EntriesStep entries = new EntriesStep(this);
    final ConfirmStep confirm = new ConfirmStep(this);
    final TestStep test = new TestStep(this);
    final TwinStep twin = new TwinStep(this);
    final StepsStep steps = new StepsStep(this);
    final StepInput stepInput = new StepInput(this);
    final StepText stepText = new StepText(this);
    final StepOptions stepOptions = new StepOptions(this);
    final OldPostsStep oldPosts = new OldPostsStep(this);

    @Bounded("the steps above")
    private final List<DialogStep> places = List.of(
            list, card, mode, value, entries, confirm, test, twin, steps, stepInput, stepText, stepOptions, oldPosts);

    public WatchPart(
            Dialogs dialogs,
            Watches watches,
            ChatNames names,
            Problems problems,
            Report report,
            Posts posts,
            PostRanges ranges) {
        super(NAME, "watch");
        this.dialogs = dialogs;
        this.watches = watches;
        this.names = names;
        this.problems = problems;
        this.report = report;
        this.posts = posts;
        this.ranges = ranges;
        this.trial = new StepTrial(watches);
    }

    @Override
    public ChatAnswer command(RequestContext context, Command command) {
        return command.argument().equals(NEW)
                ? value.show(context, newDraft(context), Field.SOURCE, "")
                : list.show(context, 0, "");
    }

    @Override
    public String ended(RequestContext context, UserState state) {
        return context.text(Subject.isDraft(state.data()) ? "chat.cancelled.draft" : "chat.cancelled");
    }

    @Override
    public ChatAnswer tap(RequestContext context, String data) {
        return dialogs.tap(context, NAME, data, places);
    }

    @Override
    public Optional<ChatAnswer> onMessage(RequestContext context, Update.Written message) {
        return dialogs.of(context.user())
                .flatMap(state ->
                        DialogStep.of(places, state).flatMap(step -> step.onMessage(context, state.data(), message)));
    }

    WatchCounters.Figures figures(Watch watch) {
        return report.watch(watch.id());
    }

    /** The watches that a user may see. */
    List<Watch> visible(RequestContext context) {
        return watches.all().stream().filter(context::maySee).toList();
    }

    /** A watch by its id; empty when there is none that the user may see. */
    Optional<Subject> subject(RequestContext context, String id) {
        return watches.find(id).filter(context::maySee).map(this::subject);
    }

    /** A watch by its mark; empty when there is none that the user may see. */
    Optional<Subject> marked(RequestContext context, String mark) {
        return visible(context).stream()
                .filter(watch -> Subject.mark(watch).equals(mark))
                .findFirst()
                .map(this::subject);
    }

    /** A watch that does the same between the same chats; empty when there is none that the user may see. */
    Optional<Watch> twin(RequestContext context, Watch watch) {
        return visible(context).stream()
                .filter(other -> other.source() == watch.source()
                        && other.topic() == watch.topic()
                        && other.destination() == watch.destination()
                        && other.destinationTopic() == watch.destinationTopic()
                        && other.record() == watch.record())
                .findFirst();
    }

    private Subject subject(Watch watch) {
        return new Subject(watch, watches.isFixed(watch.id()) ? Subject.Kind.FIXED : Subject.Kind.KEPT);
    }

    /** A new watch that copies everything, as soon as its chats are named. */
    Subject newDraft(RequestContext context) {
        if (!watches.canKeep()) {
            throw context.refusal("watch.none-kept");
        }
        Watch watch = Watch.copying(newId(context), context.user(), Subject.UNNAMED, Subject.UNNAMED);
        return new Subject(watch, Subject.Kind.DRAFT);
    }

    /** Other than all there are: the id names the watch for its waiting messages too. */
    private static String newId(RequestContext context) {
        return "chat:" + context.user() + ":" + Long.toString(RANDOM.nextLong(1L << 50), Character.MAX_RADIX);
    }

    /** A draft of the user's own with the settings of a watch. */
    Subject copy(RequestContext context, Watch watch) {
        Map<String, String> form = WatchForm.of(watch);
        form.putAll(Map.of("id", newId(context), "owner", Long.toString(context.user()), "paused", "false"));
        if (watch.destination() == watch.owner()) {
            form.put("destination", Long.toString(context.user()));
        }
        newDraft(context);
        return new Subject(WatchForm.watch(form), Subject.Kind.DRAFT);
    }

    /** Applies a change: of a draft in the dialog, of another in the data directory. */
    Subject changed(RequestContext context, Subject subject, Watch changed) {
        subject.requireChangeable(context);
        return subject.kind() == Subject.Kind.DRAFT ? subject.with(changed) : kept(context, changed);
    }

    /**
     * Saves all watches that a draft becomes. A second try replaces those that were saved by the first.
     *
     * @return the watch, or nothing when there are several
     */
    Optional<Subject> kept(RequestContext context, Subject draft) {
        List<Watch> each = draft.each();
        int saved = 0;
        try {
            for (Watch watch : each) {
                kept(context, watch);
                saved++;
            }
        } catch (InputRefusal e) {
            throw saved == 0 ? e : context.refusal("watch.saved-some", saved, each.size(), e.getMessage());
        }
        return each.size() == 1 ? watches.find(each.getFirst().id()).map(this::subject) : Optional.empty();
    }

    private Subject kept(RequestContext context, Watch watch) {
        change(context, watch, "saved", () -> watches.save(watch));
        return watches.find(watch.id()).map(this::subject).orElseThrow(() -> context.refusal("watch.gone"));
    }

    void remove(RequestContext context, Watch watch) {
        change(context, watch, "removed", () -> watches.remove(watch.id()));
    }

    private static void change(RequestContext context, Watch watch, String done, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            LOG.warn("user {}: cannot save a watch: {}", context.user(), e.toString());
            throw context.refusal("watch.not-kept", e.getMessage());
        }
        long user = context.user();
        LOG.info("user {} {} the watch {}: {} to {}", user, done, watch.id(), watch.source(), watch.destination());
    }
}
