package sluice.simulator;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bots of one server by their tokens; takes each request to the bot it is for. Thread-safe. */
final class Bots implements HttpServer.Handler {
    private static final Logger LOG = System.getLogger(Bots.class.getName());
    private static final HttpReply UNAUTHORIZED = HttpReply.error(new ApiError(401, "Unauthorized"));
    private static final String FILE = "/file";
    private static final String BOT = "/bot";

    private final Map<String, Engine> engines = new ConcurrentHashMap<>();

    void add(Engine engine) {
        if (engines.putIfAbsent(engine.options.token(), engine) != null) {
            throw new IllegalArgumentException("token must be one that no other bot of this simulator has");
        }
    }

    void remove(Engine engine) {
        engines.remove(engine.options.token(), engine);
        engine.close();
    }

    /** Answers the waiting polls of all bots with nothing. */
    void close() {
        engines.values().forEach(Engine::close);
    }

    @Override
    public Exchange handle(HttpRequest request) throws InterruptedException {
        try {
            String path = request.path().indexOf('%') < 0 ? request.path() : ParameterReader.decode(request.path());
            boolean file = path.startsWith(FILE + BOT);
            int start = (file ? FILE.length() : 0) + BOT.length();
            int slash = file || path.startsWith(BOT) ? path.indexOf('/', start) : -1;
            if (slash < 0) {
                return Exchange.of(HttpReply.NOT_FOUND);
            }
            Engine engine = engines.get(path.substring(start, slash));
            if (engine == null) {
                return Exchange.of(UNAUTHORIZED);
            }
            String name = path.substring(slash + 1);
            return file ? engine.file(name) : engine.handle(name, ParameterReader.read(request));
        } catch (ApiError e) {
            return Exchange.of(HttpReply.error(e));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the simulator itself failed", e);
            return Exchange.of(HttpReply.error(new ApiError(500, "Internal Server Error")));
        }
    }
}
