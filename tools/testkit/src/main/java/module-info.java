/**
 * Contract tests and fixtures for whoever implements the SPI: the modules of Sluice and plugins alike.
 *
 * <p>Used in test scope only, never in the image; it needs {@code sluice.api} and JUnit and nothing else. A provider has a
 * test class for each contract that it has to keep, which extends that contract and hands over a fresh object:
 * {@link sluice.testkit.CleanableContractTest} for whatever is cleaned, {@link sluice.testkit.DeduplicatorContractTest},
 * {@link sluice.testkit.ContentDeduplicatorContractTest},
 * {@link sluice.testkit.UserStatesContractTest}, {@link sluice.testkit.PeersContractTest},
 * {@link sluice.testkit.WatchRepositoryContractTest}, {@link sluice.testkit.NoteRepositoryContractTest},
 * {@link sluice.testkit.MessageQueueContractTest} and {@link sluice.testkit.MessageQueueConcurrencyTest} for the roles, and {@link sluice.testkit.StoreArchiveContractTest} for what comes with
 * a durable queue.
 *
 * <p>{@link sluice.testkit.FakeTime} is a clock that stands still, {@link sluice.testkit.Contexts} makes what a provider is
 * started with, {@link sluice.testkit.Jobs} makes jobs, {@link sluice.testkit.Allocation} measures what code takes from the
 * heap.
 *
 * <p>{@link sluice.testkit.server.PrivatePostgres} is a PostgreSQL server of the tests' own,
 * {@link sluice.testkit.server.TcpProxy} is what goes wrong on the way to one, and
 * {@link sluice.testkit.server.CertificateAuthority} issues certificates for servers on this machine.
 */
module sluice.testkit {
    requires jdk.management;
    requires transitive org.junit.jupiter.api;
    requires transitive sluice.api;

    exports sluice.testkit;
    exports sluice.testkit.server;
}
