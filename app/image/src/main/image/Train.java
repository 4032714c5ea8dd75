import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;
import sluice.testkit.server.CertificateAuthority;

/**
 * Lets an image do what it does all day, so that the JVM records which classes that takes, and writes its class cache when it is
 * told to end. The Bot API server speaks https, as Telegram does. It is in this process, not in that of the image: what it needs is not in the cache. The queue is the
 * one in memory, since all that is in the cache is loaded at each start: who keeps the queue in memory has no class of SQLite there.
 *
 * <p>Arguments: the folder of the image, a folder to work in, the cache to write.
 */
final class Train {

    private static final long SOURCE = -1001000000001L;
    private static final long COPIES = -1002000000001L;
    private static final long FORWARDS = -1002000000002L;
    private static final int MESSAGES = 40;
    private static final long LIMIT_SECONDS = 120;

    private Train() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path image = Path.of(arguments[0]);
        Path dir = Files.createDirectories(Path.of(arguments[1]));
        Path cache = Path.of(arguments[2]);
        Files.deleteIfExists(cache);
        int exit;
        CertificateAuthority authority = CertificateAuthority.create(dir.resolve("certificates"));
        SimulatorOptions https = SimulatorOptions.defaults().withTls(authority.issue().context());
        try (Simulator telegram = Simulator.start(https)) {
            for (long chat : List.of(SOURCE, COPIES, FORWARDS)) {
                telegram.channel(chat, "Channel " + chat);
            }
            Path config = Files.writeString(dir.resolve("sluice.yaml"), config(telegram, dir));
            Process bot = start(image, config, dir.resolve("output"), cache, authority.trustStore());
            try {
                for (int i = 0; i < MESSAGES; i++) {
                    telegram.post(SOURCE, "Message " + i);
                }
                telegram.awaitDelivered(COPIES, MESSAGES);
                telegram.awaitDelivered(FORWARDS, MESSAGES);
                telegram.awaitConfirmed();
            } finally {
                bot.destroy();
                exit = bot.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) ? bot.exitValue() : 1;
                bot.destroyForcibly();
            }
        }
        System.out.println("The bot ended with " + exit + ", " + (Files.exists(cache) ? Files.size(cache) + " bytes" : "no cache"));
        System.exit(Files.exists(cache) ? 0 : 1);
    }

    private static Process start(Path image, Path config, Path output, Path cache, Path trusted) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(image.resolve("bin/sluice").toString(), "run", "--config", config.toString());
        // What the training data is for, C2, does not run; it only takes room.
        builder.environment()
                .put("SLUICE_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache + " -Djavax.net.ssl.trustStore=" + trusted
                        + " -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static String config(Simulator telegram, Path dir) {
        return """
                telegram:
                  token: "%s"
                  api-url: %s
                admins: [4711]
                data-dir: '%s'
                modules.queue: bounded
                http.port: 0
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                watches:
                  - {source: %d, destination: %d, blacklist: [spam], whitelist-regex: ['Mess.ge']}
                  - {source: %d, destination: %d, preserve-source: true}
                """.formatted(telegram.token(), telegram.uri(), dir.resolve("data"), SOURCE, COPIES, SOURCE, FORWARDS);
    }
}
