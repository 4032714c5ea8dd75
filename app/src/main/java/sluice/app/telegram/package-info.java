/**
 * The only place that knows the Bot API: requests, answers, updates, and what an error means.
 *
 * <p>Requests are the library's method objects; updates are decoded field by field, see {@link
 * sluice.app.telegram.UpdateDecoder}.
 */
package sluice.app.telegram;
