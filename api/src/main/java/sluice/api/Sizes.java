package sluice.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as they are written in the configuration: {@code 500KB}, {@code 20MB}, {@code 1GB}; a KB has 1,024 bytes. */
public final class Sizes {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(KB|MB|GB)");

    private Sizes() {}

    /**
     * Reads a size.
     *
     * @param key the key it was written under, for the message
     * @param text the text as written, such as {@code 20MB}
     * @return the size in bytes, 0 or more
     * @throws SettingsException if the text is not a size
     */
    public static long parse(String key, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new SettingsException(
                    "`" + key + "` must be a size such as `500KB`, `20MB` or `1GB`, not `" + text + "`");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "KB" -> amount << 10;
            case "MB" -> amount << 20;
            default -> amount << 30;
        };
    }
}
