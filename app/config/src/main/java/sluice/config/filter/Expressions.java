package sluice.config.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * Compiles the regular expressions of users (RE2 syntax), which are matched in linear time. This class is thread-safe.
 *
 * <p>They are case-sensitive unless they begin with {@code (?i)}. What they may cost is limited before they are
 * compiled, since a short expression such as {@code ((a{100}){100}){100}} can stand for a program of a million steps.
 */
public final class Expressions {

    /** The longest expression, in UTF-16 units. */
    public static final int MAX_LENGTH = 1_000;

    /**
     * The largest program: one of 2,003 steps takes 1 MB to compile and goes through the longest message in 0.15 s (measured).
     */
    public static final int MAX_STEPS = 3_000;

    /**
     * The maximum nesting of optional parts, as in {@code a{0,100}}, and of brackets. RE2/J compiles by recursion: on a
     * stack of 256 KB, which threads of the image have, it overflows at 220 (measured).
     */
    public static final int MAX_DEPTH = 100;

    /**
     * The maximum number of choices in a row, as in {@code a|b} and {@code a?}: matching overflows such a stack at 850
     * (measured).
     */
    public static final int MAX_CHOICES = 500;

    private Expressions() {}

    /**
     * Compiles an expression.
     *
     * @return the compiled expression, which may be used by several threads
     * @throws FilterException if it is empty, too long or too large, has a fault, or needs look-around or
     *     back-references
     */
    public static Pattern compile(String expression) {
        if (expression.isEmpty()) {
            throw new FilterException(FilterException.Fault.EMPTY, 0, "the expression is empty");
        }
        if (expression.length() > MAX_LENGTH) {
            throw new FilterException(
                    FilterException.Fault.TOO_LONG,
                    0,
                    "the expression has " + expression.length() + " characters, at most " + MAX_LENGTH
                            + " are allowed");
        }
        ExpressionScan scan = new ExpressionScan(expression);
        scan.run();
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw translated(e, scan);
        }
        if (pattern.programSize() > MAX_STEPS) {
            throw tooLarge(0, "");
        }
        return pattern;
    }

    static List<Pattern> compileAll(List<String> expressions) {
        return expressions.stream().map(Expressions::compile).toList();
    }

    static FilterException tooLarge(int position, String where) {
        return new FilterException(
                FilterException.Fault.TOO_LARGE,
                position,
                "the expression is too large" + where + ": it stands for more than " + MAX_STEPS + " steps");
    }

    static FilterException tooDeep(int position) {
        return new FilterException(
                FilterException.Fault.TOO_LARGE,
                position,
                "the expression is too deep at position " + position + ": at most " + MAX_DEPTH
                        + " parts may be optional within one another, and " + MAX_CHOICES + " in all");
    }

    private static FilterException translated(PatternSyntaxException e, ExpressionScan scan) {
        String fragment = e.getPattern();
        int position = scan.positionOf(fragment);
        String quoted = fragment.isEmpty() ? "" : " `" + fragment + "`";
        return new FilterException(
                FilterException.Fault.SYNTAX, position, e.getDescription() + quoted + " at position " + position);
    }
}
