package sluice.config.filter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import sluice.api.Bounded;
import sluice.config.filter.FilterException.Fault;

/**
 * Reads an expression once before it is compiled: to say where a fault is, which RE2/J does not, to explain what other
 * dialects have and RE2 has not, and to estimate how large the program would be. What it does not know it leaves to
 * RE2/J.
 */
final class ExpressionScan {

    /** The cost of the table of a class such as {@code \p{L}}, 13 kB, in steps; repetitions share it. */
    private static final int TABLE_STEPS = 25;

    private static final String LINEAR = " is not supported, because expressions are matched in linear time";

    private final String text;

    @Bounded("Expressions.MAX_LENGTH")
    private final List<Integer> tokens = new ArrayList<>();

    @Bounded("Expressions.MAX_LENGTH")
    private final Deque<Group> open = new ArrayDeque<>();

    private Group group = new Group(0);
    private int at;

    /**
     * The content of a pair of brackets, and its last part, which a repetition repeats: sizes, choices, and how deep
     * choices nest.
     */
    private static final class Group {
        private final int start;
        private long size;
        private long last;
        private long choices;
        private long lastChoices;
        private long depth;
        private long lastDepth;

        Group(int start) {
            this.start = start;
        }

        void add(long steps) {
            add(steps, 0, 0);
        }

        void add(long steps, long moreChoices, long nested) {
            size += steps;
            last = steps;
            choices += moreChoices;
            lastChoices = moreChoices;
            nest(nested);
        }

        /** The last part may be left out or repeated. */
        void choose(long times, long nested) {
            choices += times;
            lastChoices += times;
            nest(lastDepth + nested);
        }

        private void nest(long nested) {
            lastDepth = nested;
            depth = Math.max(depth, nested);
        }
    }

    ExpressionScan(String text) {
        this.text = text;
    }

    void run() {
        while (at < text.length()) {
            tokens.add(at);
            switch (text.charAt(at)) {
                case '\\' -> escape();
                case '[' -> charClass();
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '{' -> repetition();
                case '*', '+', '?', '|' -> {
                    group.size++;
                    group.choose(1, text.charAt(at) == '|' ? 0 : 1);
                    at++;
                }
                default -> literal();
            }
            if (group.size > Expressions.MAX_STEPS) {
                int start = tokens.getLast();
                throw Expressions.tooLarge(position(start), " at position " + position(start));
            }
            if (group.choices > Expressions.MAX_CHOICES || Math.max(group.depth, open.size()) > Expressions.MAX_DEPTH) {
                throw Expressions.tooDeep(position(tokens.getLast()));
            }
        }
        if (!open.isEmpty()) {
            throw fault(Fault.SYNTAX, group.start, "the `(`", " is never closed");
        }
    }

    /** Finds the position of a fragment that RE2/J complains about; in characters from 1. */
    int positionOf(String fragment) {
        for (int start : tokens) {
            if (!fragment.isEmpty() && text.startsWith(fragment, start)) {
                return position(start);
            }
        }
        // The name of a group that is there twice, or nothing at all for a backslash at the end.
        return position(fragment.isEmpty() ? text.length() - 1 : Math.max(0, text.lastIndexOf(fragment)));
    }

    private void literal() {
        group.add(1);
        at += Character.charCount(text.codePointAt(at));
    }

    private void escape() {
        int start = at++;
        if (at == text.length()) {
            return;
        }
        char kind = text.charAt(at);
        if (kind >= '1' && kind <= '9') {
            throw notLinear(start, "the back-reference `\\" + kind + "`", LINEAR);
        }
        if (kind == 'k' && at + 1 < text.length() && "<{'".indexOf(text.charAt(at + 1)) >= 0) {
            throw notLinear(start, "the back-reference `\\k`", LINEAR);
        }
        if (kind == 'Q') {
            int end = text.indexOf("\\E", at);
            group.add((end < 0 ? text.length() : end) - at);
            at = end < 0 ? text.length() : end + 2;
            return;
        }
        literal();
        countTable(kind);
        skipArgument(kind);
    }

    /** Skips the argument of {@code \p{Han}}, {@code \pL} and {@code \x{4e2d}}; the braces are not a repetition. */
    private void skipArgument(char kind) {
        if ("pPx".indexOf(kind) >= 0 && at < text.length()) {
            int end = text.charAt(at) == '{' ? text.indexOf('}', at) : at;
            at = end < 0 ? text.length() : end + 1;
        }
    }

    private void countTable(char kind) {
        if (kind == 'p' || kind == 'P') {
            group.size += TABLE_STEPS;
        }
    }

    private void charClass() {
        int start = at++;
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
        }
        int first = at;
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            tokens.add(at);
            int end = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
            if (end >= 0) {
                at = end + 2;
            } else if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                countTable(text.charAt(at + 1));
                at += 2;
            } else {
                at++;
            }
        }
        if (at >= text.length()) {
            throw fault(Fault.SYNTAX, start, "the `[`", " is never closed");
        }
        at++;
        group.add(1);
    }

    private void openGroup() {
        int start = at++;
        if (text.startsWith("?", at)) {
            refuseOtherDialects(start);
            int end = at + 1;
            while (end < text.length() && "imsU-".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            if (end < text.length() && text.charAt(end) == ')') {
                at = end + 1; // flags only, such as (?i)
                return;
            }
            if (text.startsWith("?<", at) || text.startsWith("?P<", at)) {
                end = text.indexOf('>', at);
            }
            at = end < 0 ? text.length() : Math.min(end + 1, text.length());
        }
        open.push(group);
        group = new Group(start);
        group.size = 2; // both ends of a captured group are steps
    }

    private void refuseOtherDialects(int start) {
        for (String look : List.of("?=", "?!", "?<=", "?<!")) {
            if (text.startsWith(look, at)) {
                throw notLinear(start, "look-around `(" + look + "`", LINEAR);
            }
        }
        if (text.startsWith("?P=", at)) {
            throw notLinear(start, "the back-reference `(?P=`", LINEAR);
        }
        if (text.startsWith("?>", at)) {
            throw notLinear(start, "the atomic group `(?>`", " is not supported; `(?:` does without");
        }
        if (text.startsWith("?(", at)) {
            throw notLinear(start, "the condition `(?(`", LINEAR);
        }
    }

    private void closeGroup() {
        if (open.isEmpty()) {
            throw fault(Fault.SYNTAX, at, "the `)`", " closes nothing");
        }
        Group inner = group;
        group = open.pop();
        group.add(inner.size, inner.choices, inner.depth + 1);
        at++;
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else in braces is meant literally. */
    private void repetition() {
        int end = text.indexOf('}', at);
        String inside = end < 0 ? "" : text.substring(at + 1, end);
        if (!inside.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            literal();
            return;
        }
        int comma = inside.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
        boolean endless = comma == inside.length() - 1;
        int most = comma < 0 || endless ? least : Integer.parseInt(inside.substring(comma + 1));
        long choices = Math.max(most - least, endless ? 1 : 0);
        long steps = group.last * Math.max(most, 1) + choices;
        group.size += steps - group.last;
        group.last = steps;
        group.choose(group.lastChoices * Math.max(most - 1, 0) + choices, choices);
        at = end + 1;
    }

    private FilterException notLinear(int start, String what, String why) {
        return fault(Fault.NOT_LINEAR, start, what, why);
    }

    private FilterException fault(Fault fault, int start, String what, String why) {
        int position = position(start);
        return new FilterException(fault, position, what + " at position " + position + why);
    }

    private int position(int index) {
        return text.codePointCount(0, index) + 1;
    }
}
