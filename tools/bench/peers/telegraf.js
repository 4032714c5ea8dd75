import http from "node:http";
import { Telegraf } from "telegraf";
import { apiRoot, firstSeen, token, watches } from "./common.js";

// Over https it keeps its connections open. It gives that up for a root that begins with "http://", and would be measured slower than
// it is.
const telegram = apiRoot.startsWith("https:")
    ? { apiRoot }
    : { apiRoot: apiRoot.replace("http:", "HTTP:"), agent: new http.Agent({ keepAlive: true, keepAliveMsecs: 10_000 }) };
const bot = new Telegraf(token, { telegram });

bot.on("channel_post", async (ctx) => {
    const destination = watches.get(ctx.chat.id);
    if (destination && firstSeen(ctx.chat.id, ctx.channelPost.message_id)) {
        await ctx.copyMessage(destination);
    }
});
bot.catch((e) => console.error(e));
await bot.launch();
