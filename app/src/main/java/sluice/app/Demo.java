package sluice.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sluice.api.Cleanable;
import sluice.simulator.Simulator;

/** Reads the same update again and again from an embedded server, through every library of the image. */
@Command(name = "demo", description = "Runs against an embedded server, no token needed.")
final class Demo implements Callable<Integer> {
    private static final String UPDATE = """
            {"update_id":1,"message":{"message_id":7,"date":1700000000,"text":"hello",\
            "chat":{"id":-1001,"type":"channel","title":"demo"}}}""";

    @Option(names = "--channels", defaultValue = "3", description = "How many channels: ${DEFAULT-VALUE}.")
    private int channels;

    @Option(names = "--messages", defaultValue = "60", description = "How many messages: ${DEFAULT-VALUE}.")
    private int messages;

    @Override
    public Integer call() throws Exception {
        var log = LoggerFactory.getLogger(Demo.class);
        var client =
                new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(5)).build();
        var mapper = new ObjectMapper();
        var greeting = Pattern.compile("^h.llo$");
        Cache<Integer, Update> seen = Caffeine.newBuilder().maximumSize(100).build();
        var arrived = 0;
        try (var simulator = new Simulator(UPDATE)) {
            var request =
                    new Request.Builder().url(simulator.address().toString()).build();
            for (var i = 0; i < messages; i++) {
                try (var response = client.newCall(request).execute()) {
                    var update = mapper.readValue(response.body().byteStream(), Update.class);
                    seen.put(i, update);
                    if (greeting.matches(update.getMessage().getText())) {
                        arrived++;
                    }
                }
            }
        }
        var concerns = ServiceLoader.load(Cleanable.class).stream().count();
        log.info("{}", new YAMLMapper().writeValueAsString(java.util.Map.of("concerns", concerns)));
        System.out.printf(
                "%d channels, %d of %d messages arrived, %d concerns%n", channels, arrived, messages, concerns);
        return arrived == messages && concerns == 4 ? 0 : 1;
    }
}
