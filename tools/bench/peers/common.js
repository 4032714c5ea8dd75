// What each of the programs needs: the watches, and a dedup of the newest 200 messages.

export const token = process.env.TOKEN;
export const apiRoot = process.env.API_ROOT;

/** Source to destination, from "source:destination source:destination …". */
export const watches = new Map(process.env.WATCHES.split(" ").map((watch) => watch.split(":").map(Number)));

const MAX = 200;
const seen = new Set();

/** Whether a message is seen for the first time; a Set keeps the order in which its members came. */
export function firstSeen(chat, message) {
    const key = `${chat}/${message}`;
    const known = seen.delete(key);
    seen.add(key);
    if (seen.size > MAX) {
        seen.delete(seen.values().next().value);
    }
    return !known;
}
