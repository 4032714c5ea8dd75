package sluice.host.guard;

import sluice.api.ContentDeduplicator;
import sluice.api.ContentKey;

/** A deduplicator of contents that may fail: then nothing counts as a repeat, since a message must not be lost for it. */
public record GuardedContentDeduplicator(String name, ContentDeduplicator target, Guard guard)
        implements ContentDeduplicator {

    @Override
    public boolean wasSent(ContentKey content) {
        return guard.call(name, "wasSent", () -> target.wasSent(content), false);
    }

    @Override
    public void sent(ContentKey content) {
        guard.run(name, "sent", () -> target.sent(content));
    }
}
