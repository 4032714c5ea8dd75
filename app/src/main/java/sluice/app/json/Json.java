package sluice.app.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The shared JSON mapper. This class is thread-safe. */
public final class Json {

    /**
     * Reads up to 100,000 levels and numbers of up to 100,000 digits. An update that Jackson refuses by default would come
     * again with every poll: one odd field that nobody uses must not stop polling. The size of an answer is limited by the
     * HTTP client.
     */
    public static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(100_000)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private Json() {}
}
