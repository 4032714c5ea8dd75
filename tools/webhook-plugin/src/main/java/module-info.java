/** An example of a step: posts what a watch passes to a signed webhook. */
module example.webhook {
    requires com.fasterxml.jackson.databind;
    requires sluice.api;

    // One class, so one object: the figures are those of the step.
    provides sluice.api.MessageTransform with
            example.webhook.Webhook;
    provides sluice.api.StatsProvider with
            example.webhook.Webhook;
}
