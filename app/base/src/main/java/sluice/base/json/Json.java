package sluice.base.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The shared JSON mapper. This class is thread-safe. */
public final class Json {

    /** Buffers for reading and writing, which threads share: each of a thousand that wait for Telegram would keep 50 kB else. */
    public static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.newBoundedPool(16);

    /**
     * Generous in depth and length, since parts of what Telegram sent are kept as they came; their size is bounded where they come in.
     */
    public static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(100_000)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .recyclerPool(BUFFERS)
            .build());

    private Json() {}
}
