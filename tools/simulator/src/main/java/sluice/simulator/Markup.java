package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/**
 * Text with its entities, taken from HTML or Markdown where the call says so.
 *
 * @param entities never null, may be empty
 */
record Markup(String text, ArrayNode entities) {

    private static final Map<String, String> TAGS = Map.ofEntries(
            Map.entry("b", "bold"),
            Map.entry("strong", "bold"),
            Map.entry("i", "italic"),
            Map.entry("em", "italic"),
            Map.entry("u", "underline"),
            Map.entry("ins", "underline"),
            Map.entry("s", "strikethrough"),
            Map.entry("strike", "strikethrough"),
            Map.entry("del", "strikethrough"),
            Map.entry("code", "code"),
            Map.entry("pre", "pre"),
            Map.entry("a", "text_link"),
            Map.entry("span", "spoiler"),
            Map.entry("tg-spoiler", "spoiler"),
            Map.entry("tg-emoji", "custom_emoji"),
            Map.entry("blockquote", "blockquote"));

    private record Open(String tag, int offset, String url) {}

    static ApiError failure(String why) {
        return ApiError.badRequest("can't parse entities: " + why);
    }

    /** {@return the text of a call, from the named fields} */
    static Markup of(Parameters parameters, String textField, String entitiesField) {
        String text = parameters.text(textField);
        if (text == null) {
            return new Markup("", JsonNodeFactory.instance.arrayNode());
        }
        String mode = parameters.text("parse_mode");
        if (mode == null || mode.isBlank()) {
            JsonNode given = parameters.json(entitiesField);
            if (given == null) {
                return new Markup(text, JsonNodeFactory.instance.arrayNode());
            }
            if (!(given instanceof ArrayNode entities)) {
                throw failure("expected an Array of MessageEntity");
            }
            for (JsonNode entity : entities) {
                if (!entity.path("offset").isInt() || !entity.path("length").isInt()) {
                    throw failure("MessageEntity without offset or length");
                }
                int offset = entity.path("offset").intValue();
                int length = entity.path("length").intValue();
                if (offset < 0 || length < 1 || (long) offset + length > text.length()) {
                    throw failure("entity outside of the text at UTF-16 offset " + offset);
                }
                if (isInsidePair(text, offset) || isInsidePair(text, offset + length)) {
                    throw failure("entity beginning or ending in the middle of a UTF-16 symbol at offset " + offset);
                }
            }
            return new Markup(text, entities);
        }
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "html" -> html(text);
            case "markdownv2" -> new MarkdownParser(text, true).parse();
            case "markdown" -> new MarkdownParser(text, false).parse();
            default -> throw ApiError.badRequest("unsupported parse_mode");
        };
    }

    private static boolean isInsidePair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }

    private static Markup html(String source) {
        var text = new StringBuilder();
        ArrayNode entities = JsonNodeFactory.instance.arrayNode();
        Deque<Open> open = new ArrayDeque<>();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '<') {
                int end = source.indexOf('>', at);
                if (end < 0) {
                    throw failure("Unclosed start tag at byte offset " + at);
                }
                tag(source.substring(at + 1, end), at, text, open, entities);
                at = end + 1;
            } else if (c == '&') {
                at = reference(source, at, text);
            } else {
                text.append(c);
                at++;
            }
        }
        if (!open.isEmpty()) {
            throw failure("Can't find end tag corresponding to start tag \""
                    + open.peek().tag() + "\"");
        }
        return new Markup(text.toString(), entities);
    }

    private static void tag(String inside, int at, StringBuilder text, Deque<Open> open, ArrayNode entities) {
        boolean closing = inside.startsWith("/");
        String body = closing ? inside.substring(1) : inside;
        String name = body.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        if (!TAGS.containsKey(name)) {
            throw failure("Unsupported start tag \"" + name + "\" at byte offset " + at);
        }
        if (!closing) {
            int href = body.indexOf("href=\"");
            int end = href < 0 ? -1 : body.indexOf('"', href + 6);
            open.push(new Open(name, text.length(), end < 0 ? null : body.substring(href + 6, end)));
            return;
        }
        if (open.isEmpty()) {
            throw failure("Unexpected end tag at byte offset " + at);
        }
        Open start = open.pop();
        if (!start.tag().equals(name)) {
            throw failure("Unmatched end tag at byte offset " + at + ", expected \"</" + start.tag() + ">\", found \"</"
                    + name + ">\"");
        }
        add(entities, TAGS.get(name), start.offset(), text.length(), start.url());
    }

    static void add(ArrayNode entities, String type, int from, int to, String url) {
        if (to > from) {
            ObjectNode entity = entities.addObject();
            entity.put("type", type).put("offset", from).put("length", to - from);
            if (url != null) {
                entity.put("url", url);
            }
        }
    }

    private static int reference(String source, int at, StringBuilder text) {
        int end = source.indexOf(';', at);
        String name = end < 0 ? "" : source.substring(at + 1, end);
        switch (name) {
            case "lt" -> text.append('<');
            case "gt" -> text.append('>');
            case "amp" -> text.append('&');
            case "quot" -> text.append('"');
            default -> {
                if (!name.matches("#[0-9]{1,6}")) {
                    text.append('&');
                    return at + 1;
                }
                text.appendCodePoint(Integer.parseInt(name.substring(1)));
            }
        }
        return end + 1;
    }
}
