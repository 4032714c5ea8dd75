package sluice.chat.dialog;

import java.util.Optional;

/** Reads what buttons carry: a word, or a word and a number such as {@code o3}. */
public final class CallbackData {

    private static final int MAX_DIGITS = 6;

    private CallbackData() {}

    /** The number behind a word; empty when it is another verb. */
    public static Optional<Integer> number(String verb, String word) {
        String number = verb.startsWith(word) ? verb.substring(word.length()) : "";
        boolean isNumber = !number.isEmpty()
                && number.length() <= MAX_DIGITS
                && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    }

    /** The part of a verb after a word; empty when it is another verb. */
    public static Optional<String> rest(String verb, String word) {
        return verb.startsWith(word) ? Optional.of(verb.substring(word.length())) : Optional.empty();
    }
}
