package sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.simulator.Flood;
import sluice.simulator.Ledger;
import sluice.simulator.Post;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** A Bot API server in this process, its channels, what was posted there, and what arrived. Used by one thread. */
final class Scene implements AutoCloseable {

    /** Of albums each message is kept, and so is each copy. */
    private static final int SPARE = 1_000;

    private record Posted(long source, long first, long last) {}

    final Shape shape;
    final Transport transport;
    final Simulator telegram;
    private final Optional<Nginx> proxy;
    private final List<Posted> posted = new ArrayList<>();
    private long posts;

    Scene(Transport transport, Shape shape, int messages) throws IOException {
        this.transport = transport;
        this.shape = shape;
        SimulatorOptions options = SimulatorOptions.defaults().lean().withRecordCalls(0);
        telegram = transport.start(shape.albumSize() == 1 ? options : options.withKeepMessages(2 * messages + SPARE));
        proxy = transport.proxy(telegram);
        shape.sourceIds().forEach(source -> telegram.channel(source, "source"));
        shape.watches().forEach(watch -> telegram.channel(watch.destination(), "destination"));
    }

    /** Where the bot finds the server. */
    URI uri() {
        return proxy.map(Nginx::uri).orElseGet(telegram::uri);
    }

    /** Posts, round the channels in turn, so that there is so much to be forwarded. */
    void post(int forwards) {
        int count = forwards / shape.perSource();
        if (shape.albumSize() == 1) {
            Flood flood = telegram.flood(shape.sourceIds(), count);
            shape.sourceIds().stream()
                    .filter(source -> flood.count(source) > 0)
                    .forEach(source -> posted.add(new Posted(source, flood.firstId(source), flood.lastId(source))));
            posts += count;
            return;
        }
        for (int i = 0; i < count / shape.albumSize(); i++) {
            long source = shape.sourceIds().get(i % shape.sources());
            List<String> captions = new ArrayList<>(Collections.nCopies(shape.albumSize(), ""));
            captions.set(0, "album " + i);
            List<Post> album = telegram.album(source, "album " + i, captions.toArray(String[]::new));
            posted.add(new Posted(
                    source, album.getFirst().messageId(), album.getLast().messageId()));
            posts += album.size();
        }
    }

    /** How many messages should arrive of all that was posted. */
    long expected() {
        return posts * shape.perSource();
    }

    long arrived() {
        return telegram.ledger().arrived();
    }

    /** How many messages have not arrived. */
    long lost() {
        Map<Long, List<Long>> destinations = new HashMap<>();
        shape.watches()
                .forEach(watch -> destinations
                        .computeIfAbsent(watch.source(), _ -> new ArrayList<>())
                        .add(watch.destination()));
        Ledger ledger = telegram.ledger();
        return posted.stream()
                .flatMapToLong(one -> destinations.get(one.source()).stream()
                        .mapToLong(to -> ledger.missing(to, one.source(), one.first(), one.last())))
                .sum();
    }

    /** That every message has arrived, once and in order. */
    void check() {
        Ledger ledger = telegram.ledger();
        long lost = lost();
        if (lost + ledger.doubled() + ledger.outOfOrder() > 0) {
            throw new IllegalStateException(
                    lost + " lost, " + ledger.doubled() + " doubled, " + ledger.outOfOrder() + " out of order");
        }
    }

    @Override
    public void close() {
        proxy.ifPresent(Nginx::close);
        telegram.close();
    }
}
