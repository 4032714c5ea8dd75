package sluice.app.telegram;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that is never sent a second time. */
final class OneShotBody extends RequestBody {

    private final MediaType type;
    private final byte[] bytes;

    OneShotBody(String type, byte[] bytes) {
        this.type = MediaType.get(type);
        this.bytes = bytes;
    }

    static OneShotBody json(byte[] bytes) {
        return new OneShotBody("application/json", bytes);
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}
