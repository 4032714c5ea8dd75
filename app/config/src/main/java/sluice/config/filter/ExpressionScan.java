package sluice.config.filter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** The next part of an expression; a character without a meaning of its own is one by itself. */
    private static final Pattern PART = Pattern.compile("""
            \\\\ (?: Q .*? (?: \\\\E | \\z ) | k [<{'] | [pPx] (?: \\{ [^}]* (?: } | \\z ) | . )? | . )
            | \\[ \\^? ]? (?> \\[: .*? :] | \\\\ . | [^\\\\\\]] )*+ (?<end> ] )?
            | (?<flags> \\( \\? [imsU-]* \\) )
            | \\( \\? (?: <? [=!] | P= | > | \\( )
            | \\( \\? (?: P? < [^>]* (?: > | \\z ) | [imsU-]* .? )
            | \\{ (?<least> [0-9]{1,4} ) (?: , (?<most> [0-9]{0,4} ) )? }
            | .""", Pattern.COMMENTS | Pattern.DOTALL);

    /** A part of a class in square brackets. */
    private static final Pattern MEMBER = Pattern.compile("\\[:.*?:]|\\\\.|.", Pattern.DOTALL);

    private final String text;

    @Bounded("Expressions.MAX_LENGTH")
    private final List<Integer> starts = new ArrayList<>();

    @Bounded("Expressions.MAX_LENGTH")
    private final Deque<Group> open = new ArrayDeque<>();

    private Group group = new Group(0);

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

        /** The last part may be missing or repeated. */
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
        for (Matcher part = PART.matcher(text); part.find(); ) {
            starts.add(part.start());
            switch (text.charAt(part.start())) {
                case '\\' -> escape(part.start(), part.group());
                case '[' -> charClass(part);
                case '(' -> openGroup(part);
                case ')' -> closeGroup(part.start());
                case '{' -> repetition(part);
                case '*', '+', '?', '|' -> {
                    group.size++;
                    group.choose(1, part.group().equals("|") ? 0 : 1);
                }
                default -> group.add(1);
            }
            int position = position(starts.getLast());
            if (group.size > Expressions.MAX_STEPS) {
                throw Expressions.tooLarge(position, " at position " + position);
            }
            if (group.choices > Expressions.MAX_CHOICES || Math.max(group.depth, open.size()) > Expressions.MAX_DEPTH) {
                throw Expressions.tooDeep(position);
            }
        }
        if (!open.isEmpty()) {
            throw fault(Fault.SYNTAX, group.start, "the `(`", " is never closed");
        }
    }

    /** Finds the position of a fragment that RE2/J complains about; in characters from 1. */
    int positionOf(String fragment) {
        return starts.stream()
                .filter(start -> !fragment.isEmpty() && text.startsWith(fragment, start))
                .findFirst()
                .map(this::position)
                // The name of a group that is there twice, or nothing at all for a backslash at the end.
                .orElseGet(() ->
                        position(fragment.isEmpty() ? text.length() - 1 : Math.max(0, text.lastIndexOf(fragment))));
    }

    private void escape(int start, String part) {
        char kind = part.length() > 1 ? part.charAt(1) : '\\';
        if ((kind >= '1' && kind <= '9') || (kind == 'k' && part.length() > 2)) {
            throw notLinear(start, "the back-reference `" + part.substring(0, 2) + "`", LINEAR);
        }
        group.add(kind == 'Q' ? part.replaceFirst("\\\\E$", "").length() - 1 : 1);
        countTable(part);
    }

    private void countTable(String part) {
        if (part.startsWith("\\p") || part.startsWith("\\P")) {
            group.size += TABLE_STEPS;
        }
    }

    private void charClass(Matcher part) {
        if (part.group("end") == null) {
            throw fault(Fault.SYNTAX, part.start(), "the `[`", " is never closed");
        }
        for (Matcher member = MEMBER.matcher(text).region(part.start() + 1, part.end() - 1); member.find(); ) {
            starts.add(member.start());
            countTable(member.group());
        }
        group.add(1);
    }

    private void openGroup(Matcher part) {
        int start = part.start();
        switch (part.group()) {
            case "(?=", "(?!", "(?<=", "(?<!" -> throw notLinear(start, "look-around `" + part.group() + "`", LINEAR);
            case "(?P=" -> throw notLinear(start, "the back-reference `(?P=`", LINEAR);
            case "(?>" -> throw notLinear(start, "the atomic group `(?>`", " is not supported; `(?:` does without");
            case "(?(" -> throw notLinear(start, "the condition `(?(`", LINEAR);
            default -> {
                if (part.group("flags") == null) {
                    open.push(group);
                    group = new Group(start);
                    group.size = 2; // both ends of a captured group are steps
                }
            }
        }
    }

    private void closeGroup(int start) {
        if (open.isEmpty()) {
            throw fault(Fault.SYNTAX, start, "the `)`", " closes nothing");
        }
        Group inner = group;
        group = open.pop();
        group.add(inner.size, inner.choices, inner.depth + 1);
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else in braces is meant literally. */
    private void repetition(Matcher part) {
        if (part.group("least") == null) {
            group.add(1);
            return;
        }
        int least = Integer.parseInt(part.group("least"));
        String upTo = part.group("most");
        boolean endless = "".equals(upTo);
        int most = upTo == null || endless ? least : Integer.parseInt(upTo);
        long choices = Math.max(most - least, endless ? 1 : 0);
        long steps = group.last * Math.max(most, 1) + choices;
        group.size += steps - group.last;
        group.last = steps;
        group.choose(group.lastChoices * Math.max(most - 1, 0) + choices, choices);
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
