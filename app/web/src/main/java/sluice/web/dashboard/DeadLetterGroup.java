package sluice.web.dashboard;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sluice.api.DeadLetter;
import sluice.engine.deliver.DeadLetterService;

/** A group of dead letters as requests name it, {@code <chat>:<REASON>}. */
final class DeadLetterGroup {

    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18}):([A-Z_]{1,40})");

    private DeadLetterGroup() {}

    /** The dead letters of a group; all when none is named, none when the name is no group's. */
    static Predicate<DeadLetter> of(Optional<String> name) {
        if (name.isEmpty()) {
            return DeadLetterService.ALL;
        }
        Matcher form = FORM.matcher(name.get());
        if (!form.matches()) {
            return _ -> false;
        }
        long chat = Long.parseLong(form.group(1));
        return letter ->
                letter.job().destination() == chat && letter.reason().name().equals(form.group(2));
    }

    static String name(DeadLetterService.Group group) {
        return group.destination() + ":" + group.reason();
    }
}
