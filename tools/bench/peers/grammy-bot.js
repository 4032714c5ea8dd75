import { Bot } from "grammy";
import { apiRoot, firstSeen, token, watches } from "./common.js";

/** A bot that copies; not yet started. */
export const bot = new Bot(token, { client: { apiRoot } });

bot.on("channel_post", async (ctx) => {
    const destination = watches.get(ctx.chat.id);
    if (destination && firstSeen(ctx.chat.id, ctx.channelPost.message_id)) {
        await ctx.copyMessage(destination);
    }
});
bot.catch((e) => console.error(e));
