package sluice.simulator;

/** The bot's standing in a chat, and what it hears when it may not do what it tries. */
enum Standing {
    MEMBER,
    RESTRICTED,
    KICKED,
    LEFT,
    BLOCKED,
    DEACTIVATED;

    /** {@return the error for a read by the bot there, or null if it may} */
    ApiError readDenial(ChatType type) {
        return switch (this) {
            case MEMBER, RESTRICTED, BLOCKED, DEACTIVATED -> null;
            case KICKED -> ApiError.forbidden("bot was kicked from the " + type.label() + " chat");
            case LEFT -> ApiError.forbidden("bot is not a member of the " + type.label() + " chat");
        };
    }

    /** {@return the error for a write by the bot there, or null if it may} */
    ApiError writeDenial(ChatType type) {
        return switch (this) {
            case MEMBER -> null;
            case RESTRICTED ->
                type == ChatType.CHANNEL
                        ? ApiError.badRequest("need administrator rights in the channel chat")
                        : ApiError.badRequest("not enough rights to send text messages to the chat");
            case BLOCKED -> ApiError.forbidden("bot was blocked by the user");
            case DEACTIVATED -> ApiError.forbidden("user is deactivated");
            case KICKED, LEFT -> readDenial(type);
        };
    }

    /** {@return the {@code ChatMember.status} of the bot} */
    String memberStatus(ChatType type) {
        return switch (this) {
            case MEMBER -> type == ChatType.PRIVATE ? "member" : "administrator";
            case RESTRICTED -> type == ChatType.CHANNEL ? "member" : "restricted";
            case KICKED, BLOCKED -> "kicked";
            case LEFT, DEACTIVATED -> "left";
        };
    }
}
