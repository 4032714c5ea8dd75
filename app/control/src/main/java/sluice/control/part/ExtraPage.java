package sluice.control.part;

import java.util.Map;
import java.util.function.Function;

/**
 * A page that a command adds to those of the bot, as the demo does. Those who may see the others may see it.
 *
 * @param method {@code GET} or {@code POST}
 * @param path its path
 * @param type its media type
 * @param body makes it, from the fields of the address or of the form; may be called by several threads at once
 */
public record ExtraPage(String method, String path, String type, Function<Map<String, String>, String> body) {}
