package sluice.base.text;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** Texts by key, in one language. Immutable and thread-safe. */
public final class Texts {

    private static final String BUNDLE = "sluice.base.text.messages";

    private final ResourceBundle bundle;

    private final Language language;

    private Texts(Language language, ResourceBundle bundle) {
        this.language = language;
        this.bundle = bundle;
    }

    /** The texts of a language; {@code AUTO} is English. */
    public static Texts of(Language language) {
        Locale locale = language == Language.ZH ? Locale.CHINESE : Locale.ROOT;
        return new Texts(language == Language.ZH ? Language.ZH : Language.EN, ResourceBundle.getBundle(BUNDLE, locale));
    }

    /**
     * The texts for one user: Chinese ones for whoever has Chinese in any script or region, else English ones.
     *
     * @param language the language of the chat; with {@code AUTO} the user's own counts
     * @param languageCode the language of the user's Telegram as an IETF tag, perhaps empty
     */
    public static Texts of(Language language, String languageCode) {
        boolean chinese = Locale.forLanguageTag(languageCode).getLanguage().equals("zh");
        return of(language == Language.AUTO && chinese ? Language.ZH : language);
    }

    /** Their language, {@code EN} or {@code ZH}. */
    public Language language() {
        return language;
    }

    /** The texts whose keys begin with a prefix, by the rest of the key, with {@code {0}} and so on still in them. */
    public Map<String, String> family(String prefix) {
        Map<String, String> family = new TreeMap<>();
        for (String key : bundle.keySet()) {
            if (key.startsWith(prefix)) {
                family.put(key.substring(prefix.length()), get(key, "{0}", "{1}", "{2}", "{3}"));
            }
        }
        return family;
    }

    /**
     * A text with its values filled in.
     *
     * @param key its key; one that is missing is a fault of the build
     * @param values the values for {@code {0}} and so on; numbers are written without grouping
     */
    public String get(String key, Object... values) {
        Object[] plain = Arrays.stream(values).map(String::valueOf).toArray();
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(plain);
    }
}
