package sluice.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A bot that can be measured. */
interface Subject {

    /** What it is called in tables. */
    String title();

    /**
     * Tells how it is started.
     *
     * @param scene where it works
     * @param dir an empty folder of its own
     * @return not yet started
     * @throws IOException when its configuration cannot be written
     */
    ProcessBuilder command(Scene scene, Path dir) throws IOException;
}
