package sluice.telegram.model;

/**
 * A command as it stands in the menu of the chat.
 *
 * @param name its name without the slash: 1 to 32 small letters, digits or underscores
 * @param description the effect of the command, 1 to 256 characters
 */
public record MenuCommand(String name, String description) {}
