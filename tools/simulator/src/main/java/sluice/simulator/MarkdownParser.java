package sluice.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.Deque;

/** MarkdownV2, and the older Markdown, as far as a bot's own messages use them. */
final class MarkdownParser {
    private static final String RESERVED = "_*[]()~`>#+-=|{}.!";
    private static final String[] NEW_MARKS = {"```", "||", "__", "`", "*", "_", "~"};
    private static final String[] OLD_MARKS = {"```", "`", "*", "_"};

    private record Open(String mark, int offset) {}

    private final String source;
    private final boolean strict;
    private final StringBuilder text = new StringBuilder();
    private final ArrayNode entities = JsonNodeFactory.instance.arrayNode();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    MarkdownParser(String source, boolean strict) {
        this.source = source;
        this.strict = strict;
    }

    Markup parse() {
        while (at < source.length()) {
            step();
        }
        if (!open.isEmpty()) {
            Open unclosed = open.peek();
            throw Markup.failure(
                    "Can't find end of " + type(unclosed.mark()) + " entity at byte offset " + unclosed.offset());
        }
        return new Markup(text.toString(), entities);
    }

    private void step() {
        char c = source.charAt(at);
        boolean literal = !open.isEmpty() && open.peek().mark().startsWith("`");
        if (c == '\\' && at + 1 < source.length() && source.charAt(at + 1) < 127) {
            text.append(source.charAt(at + 1));
            at += 2;
            return;
        }
        String mark = mark();
        if (mark != null && (!literal || mark.equals(open.peek().mark()))) {
            toggle(mark);
        } else if (literal) {
            plain(c);
        } else if (c == '[') {
            open.push(new Open("[", text.length()));
            at++;
        } else if (c == ']' && !open.isEmpty() && open.peek().mark().equals("[")) {
            link();
        } else if (c == '>' && strict && (at == 0 || source.charAt(at - 1) == '\n')) {
            at++;
        } else if (strict && RESERVED.indexOf(c) >= 0) {
            throw Markup.failure("Character '" + c + "' is reserved and must be escaped with the preceding '\\'");
        } else {
            plain(c);
        }
    }

    private void plain(char c) {
        text.append(c);
        at++;
    }

    private String mark() {
        for (String mark : strict ? NEW_MARKS : OLD_MARKS) {
            if (source.startsWith(mark, at)) {
                return mark;
            }
        }
        return null;
    }

    private void toggle(String mark) {
        if (!open.isEmpty() && open.peek().mark().equals(mark)) {
            Markup.add(entities, type(mark), open.pop().offset(), text.length(), null);
        } else {
            open.push(new Open(mark, text.length()));
        }
        at += mark.length();
    }

    private void link() {
        Open start = open.pop();
        int end = source.startsWith("](", at) ? source.indexOf(')', at) : -1;
        if (end < 0) {
            throw Markup.failure("Can't find end of a URL at byte offset " + at);
        }
        Markup.add(entities, "text_link", start.offset(), text.length(), source.substring(at + 2, end));
        at = end + 1;
    }

    private static String type(String mark) {
        return switch (mark) {
            case "```" -> "pre";
            case "`" -> "code";
            case "*" -> "bold";
            case "_" -> "italic";
            case "__" -> "underline";
            case "~" -> "strikethrough";
            case "||" -> "spoiler";
            default -> "text_link";
        };
    }
}
