import { run } from "@grammyjs/runner";
import { bot } from "./grammy-bot.js";

run(bot);
