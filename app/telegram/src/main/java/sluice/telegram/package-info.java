/**
 * The only place that knows the Bot API: requests, answers, updates, and what an error means.
 *
 * <p>Requests are written and updates are decoded field by field, see {@link sluice.telegram.BotApi} and {@link
 * sluice.telegram.UpdateDecoder}.
 */
package sluice.telegram;
