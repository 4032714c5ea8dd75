package sluice.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts the bot's messages into their chats and keeps the ledger. Guarded by the engine's lock. */
final class Outbox {
    private final World world;
    private final Ledger ledger;

    Outbox(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    Message send(Placing placing, Content content) {
        return send(placing, content, null);
    }

    /**
     * Adds what the bot wrote.
     *
     * @param group its album, or null
     */
    Message send(Placing placing, Content content, String group) {
        return add(placing, Via.SENT, null, content, group);
    }

    /**
     * Adds what was forwarded or copied.
     *
     * @param group the new album, or null
     */
    Message pass(Placing placing, Via via, Message source, Content content, String group) {
        Message message = add(placing, via, source, content, group);
        ledger.add(message.chat.id(), message.rootChat, message.rootId);
        return message;
    }

    private Message add(Placing placing, Via via, Message source, Content content, String group) {
        Chat chat = placing.chat();
        ObjectNode origin = via == Via.FORWARDED ? world.originOf(source) : null;
        var message = new Message(
                chat, chat.takeId(), world.now(), world.botId(), via, source, content.guarded(placing.guarded()));
        message.origin = origin;
        message.group = group;
        message.replyTo = placing.replyTo();
        message.thread = placing.thread();
        message.markup = placing.markup();
        return world.add(message);
    }
}
