import { bot } from "./grammy-bot.js";

await bot.start();
