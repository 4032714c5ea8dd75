package sluice.web.dashboard;

import java.time.Duration;
import sluice.base.text.Texts;

/** Says how long ago something was, as the scripts do. */
public final class Ages {

    private Ages() {}

    /** Such as {@code 12 min ago}; a moment to come counts as now. */
    public static String ago(Duration age, Texts texts) {
        Duration whole = age.isNegative() ? Duration.ZERO : age;
        String text = whole.toHours() > 0
                ? texts.get("page.js.hours", whole.toHours(), whole.toMinutesPart())
                : whole.toMinutes() > 0
                        ? texts.get("page.js.minutes", whole.toMinutes())
                        : texts.get("page.js.seconds", whole.toSeconds());
        return texts.get("page.js.ago", text);
    }
}
