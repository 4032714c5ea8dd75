package sluice.web.watches;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.base.text.Texts;
import sluice.control.watches.WatchFields;
import sluice.web.http.Html;

/** Writes the fields of a watch, each with its label, its hint and its problem. Used for one page. */
final class WatchForm {

    /** Fields that are ticked or not. */
    static final List<String> FLAGS = List.of(
            "preserve-source", "record", "keep-replies", "sync-edits", "silent", "protect", "skip-repeats", "paused");

    /** Fields of one line. */
    static final List<String> LINES =
            List.of("name", "source", "topic", "destination", "destination-topic", "delay", "owner");

    private static final String DEFAULT_ON = "keep-replies";

    private final Html html;
    private final Texts texts;

    @Bounded("the fields of a request, at most 200")
    private final Map<String, String> values;

    @Bounded("the fields of a watch")
    private final Map<String, String> problems;

    WatchForm(Html html, Texts texts, Map<String, String> values, Map<String, String> problems) {
        this.html = html;
        this.texts = texts;
        this.values = values;
        this.problems = problems;
    }

    void write(boolean fixed) {
        fieldset("where", fixed);
        LINES.subList(0, 5).forEach(this::line);
        html.close();
        fieldset("passes", fixed);
        List.of("blacklist", "whitelist", "blacklist-regex", "whitelist-regex").forEach(this::area);
        html.close();
        fieldset("sent", fixed);
        mode();
        area("extract-patterns");
        area("steps");
        line("delay");
        FLAGS.forEach(this::flag);
        line("owner");
        html.close();
    }

    private void fieldset(String name, boolean fixed) {
        if (fixed) {
            html.open("fieldset", "disabled", "");
        } else {
            html.open("fieldset");
        }
        html.element("legend", texts.get("page.form." + name));
    }

    private void line(String key) {
        label(key);
        String type = key.equals("name") || key.equals("delay") ? "text" : "number";
        String[] attributes = {
            "name", key, "value", values.getOrDefault(key, ""), "autocomplete", "off", "aria-describedby", key + "-more"
        };
        html.open("input#" + key + wrong(key), attributes);
        more(key, type.equals("number") || key.equals("delay"));
    }

    private void area(String key) {
        label(key);
        String[] attributes = {"name", key, "rows", key.equals("steps") ? "4" : "3", "aria-describedby", key + "-more"};
        html.element("textarea#" + key + wrong(key), values.getOrDefault(key, ""), attributes);
        more(key, true);
    }

    private String wrong(String key) {
        return problems.containsKey(key) ? ".wrong" : "";
    }

    private void mode() {
        label("mode");
        html.open("select#mode", "name", "mode", "aria-describedby", "mode-more");
        for (String mode : List.of("full", "extract")) {
            boolean selected = mode.equals(values.getOrDefault("mode", "full"));
            html.option(mode, texts.get("page.form.mode." + mode), selected);
        }
        html.close();
        more("mode", false);
    }

    private void label(String key) {
        html.open("div.entry").element("label", texts.get("page.field." + key), "for", key);
    }

    private void more(String key, boolean hint) {
        html.open("div#" + key + "-more.muted");
        if (hint) {
            html.element("span", texts.get("page.hint." + (WatchFields.LISTS.contains(key) ? "list" : key)));
        }
        problem(key);
        html.close().close();
    }

    private void flag(String key) {
        html.open("div.entry.tick");
        boolean on = Boolean.parseBoolean(values.getOrDefault(key, Boolean.toString(key.equals(DEFAULT_ON))));
        String[] attributes = {"type", "checkbox", "name", key, "value", "true", "checked", ""};
        html.open("input#" + key, on ? attributes : Arrays.copyOf(attributes, 6));
        html.element("label", texts.get("page.field." + key), "for", key);
        problem(key);
        html.close();
    }

    private void problem(String key) {
        String text = problems.getOrDefault(key, "");
        if (!text.isEmpty()) {
            html.element("p.problem", text);
        }
    }
}
