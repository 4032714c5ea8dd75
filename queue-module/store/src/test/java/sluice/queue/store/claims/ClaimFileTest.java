package sluice.queue.store.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.queue.store.tables.Place;

class ClaimFileTest {

    private static final List<Place> PLACES = List.of(new Place(Place.FRESH, 0, 1), new Place(Place.FRESH, 0, 2));

    @TempDir
    private Path folder;

    @Test
    void what_the_disk_does_not_take_is_not_claimed() throws Exception {
        ClaimFile claims = new ClaimFile(folder, Optional.of(new UUID(1, 1)));
        claims.begin(1, 1, 0);
        assertTrue(claims.claim(-1001, PLACES).isPresent());
        claims.close();
        assertEquals(Optional.empty(), claims.claim(-1001, PLACES));
    }
}
