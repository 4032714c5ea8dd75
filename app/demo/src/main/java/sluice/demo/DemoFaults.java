package sluice.demo;

/** The causes of waiting lanes. Each lane of the demo has one of them, so that no lane waits for long and the run stays short. */
enum DemoFaults {
    /** A call is answered with 429, and must be made again a second later. */
    FLOOD_WAIT,
    /** A call is answered with 500, and must be made again a second later. */
    SERVER_ERROR,
    /** An album of fewer than ten: only after a quiet second is it known to be complete. */
    SMALL_ALBUM
}
