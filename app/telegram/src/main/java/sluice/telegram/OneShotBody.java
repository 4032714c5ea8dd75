package sluice.telegram;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that is never sent a second time: OkHttp otherwise repeats a POST whose connection died, and one answered 408 or 503. */
final class OneShotBody extends RequestBody {

    private final RequestBody body;

    OneShotBody(RequestBody body) {
        this.body = body;
    }

    @Override
    public MediaType contentType() {
        return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
        return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink);
    }
}
