package sluice.base.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Texts by key, in one language. Immutable and thread-safe. */
public final class Texts {

    private static final String BUNDLE = "sluice.base.text.messages";

    private final ResourceBundle bundle;

    private final Language language;

    private Texts(Language language, ResourceBundle bundle) {
        this.language = language;
        this.bundle = bundle;
    }

    /**
     * The texts of a language.
     *
     * @param language the language; {@code AUTO} is English
     * @return the texts in that language
     */
    public static Texts of(Language language) {
        Locale locale = language == Language.ZH ? Locale.CHINESE : Locale.ROOT;
        return new Texts(language == Language.ZH ? Language.ZH : Language.EN, ResourceBundle.getBundle(BUNDLE, locale));
    }

    /**
     * The texts for one user.
     *
     * @param language the language of the chat; with {@code AUTO} the user's own counts
     * @param languageCode the language of the user's Telegram as an IETF tag, perhaps empty
     * @return Chinese texts for whoever has Chinese in any script or region, else English ones
     */
    public static Texts of(Language language, String languageCode) {
        boolean chinese = Locale.forLanguageTag(languageCode).getLanguage().equals("zh");
        return of(language == Language.AUTO && chinese ? Language.ZH : language);
    }

    /**
     * Their language.
     *
     * @return {@code EN} or {@code ZH}
     */
    public Language language() {
        return language;
    }

    /**
     * A text with its values filled in.
     *
     * @param key its key; one that is missing is a fault of the build
     * @param values the values for {@code {0}} and so on; numbers are written without grouping
     * @return the text with its values
     */
    public String get(String key, Object... values) {
        Object[] plain = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            plain[i] = String.valueOf(values[i]);
        }
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(plain);
    }
}
