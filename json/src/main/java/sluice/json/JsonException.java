package sluice.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** A text is not JSON or exceeds a limit, or a tree is too deep to be written. The message says what, and where. */
public final class JsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    JsonException(String message, IOException cause) {
        super(message, cause);
    }

    static JsonException unreadable(IOException e) {
        return new JsonException("not readable as JSON: " + message(e), e);
    }

    static JsonException unwritable(IOException e) {
        return new JsonException("not to be written as JSON: " + message(e), e);
    }

    private static String message(IOException e) {
        if (!(e instanceof JsonProcessingException jackson)) {
            return e.getMessage();
        }
        JsonLocation place = jackson.getLocation();
        String where = place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        return jackson.getOriginalMessage() + where;
    }
}
