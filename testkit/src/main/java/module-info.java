/**
 * Fixtures and contract tests for whoever implements the SPI: the modules of Sluice and plugins alike.
 *
 * <p>Used in test scope only, never in the image. A provider's test class extends the contract test of each role that
 * the provider has, hands over a fresh object, and gets the promises of the SPI checked.
 */
module sluice.testkit {
    requires jdk.management;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires transitive sluice.api;

    exports sluice.testkit;
}
