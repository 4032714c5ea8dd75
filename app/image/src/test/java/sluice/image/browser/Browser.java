package sluice.image.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import sluice.base.json.Json;

/**
 * A browser without a window, led by its driver over the WebDriver protocol, of which these tests need a dozen calls. An empty profile,
 * and nothing that it would do by itself on the network.
 */
final class Browser implements AutoCloseable {

    static final Path CHROMIUM = Path.of(System.getProperty("sluice.chromium", "/usr/bin/chromium"));
    static final Path DRIVER = Path.of(System.getProperty("sluice.chromedriver", "/usr/bin/chromedriver"));

    /** Keys as the protocol writes them. */
    static final String TAB = "\uE004";

    static final String ENTER = "\uE007";
    static final String ESCAPE = "\uE00C";

    private static final List<String> FLAGS = List.of(
            "--headless",
            // They would take room in the page that its pictures then lack.
            "--hide-scrollbars",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--force-device-scale-factor=1");

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final Process driver;
    private final String address;
    private String session = "";

    private Browser(Process driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /** Whether browser and driver are on this machine. */
    static boolean isThere() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /**
     * Starts both.
     *
     * @param dir an empty folder for the profile and the driver's log
     */
    static Browser start(Path dir) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("driver.log").toFile())
                .start();
        Browser browser = new Browser(driver, "http://127.0.0.1:" + port);
        try {
            await("the driver", browser::isReady);
            browser.begin(Files.createDirectories(dir.resolve("profile")));
            return browser;
        } catch (RuntimeException e) {
            browser.close();
            throw e;
        }
    }

    private boolean isReady() {
        try {
            return call("GET", "/status", null).path("ready").asBoolean();
        } catch (UncheckedIOException e) {
            // It does not listen yet.
            return false;
        }
    }

    private void begin(Path profile) {
        ObjectNode always = JsonNodeFactory.instance.objectNode();
        always.put("browserName", "chrome").put("pageLoadStrategy", "normal");
        ObjectNode options = always.putObject("goog:chromeOptions").put("binary", CHROMIUM.toString());
        ArrayNode flags = options.putArray("args");
        FLAGS.forEach(flags::add);
        flags.add("--user-data-dir=" + profile.toAbsolutePath());
        always.putObject("goog:loggingPrefs").put("browser", "ALL");
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("capabilities").set("alwaysMatch", always);
        session = "/session/"
                + call("POST", "/session", request).path("sessionId").asText();
    }

    void open(String url) {
        post("/url", JsonNodeFactory.instance.objectNode().put("url", url));
    }

    String url() {
        return call("GET", session + "/url", null).asText();
    }

    /** Runs a script in the page; what it returns. */
    JsonNode run(String script, Object... arguments) {
        return script("/execute/sync", script, arguments);
    }

    /** Runs a script that calls back; what it hands to its last argument. */
    JsonNode runLater(String script, Object... arguments) {
        return script("/execute/async", script, arguments);
    }

    private JsonNode script(String path, String script, Object... arguments) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("script", script);
        request.set("args", Json.MAPPER.valueToTree(List.of(arguments)));
        return post(path, request);
    }

    /** The text of the first element that a selector finds, as it is shown; empty when there is none. */
    String text(String selector) {
        return run("return document.querySelector(arguments[0])?.innerText ?? ''", selector)
                .asText();
    }

    int count(String selector) {
        return run("return document.querySelectorAll(arguments[0]).length", selector)
                .asInt();
    }

    boolean shows(String selector) {
        return run("const e = document.querySelector(arguments[0]); return e !== null && e.checkVisibility()", selector)
                .asBoolean();
    }

    /** Clicks as a mouse does: what is covered or cannot be seen is an error. */
    void click(String selector) {
        // What is drawn anew between the two calls is looked for once more.
        await("a click on " + selector, () -> {
            try {
                post("/element/" + find(selector) + "/click", JsonNodeFactory.instance.objectNode());
                return true;
            } catch (AssertionError e) {
                if (e.getMessage().contains("stale element")) {
                    return false;
                }
                throw e;
            }
        });
    }

    void type(String selector, String text) {
        post(
                "/element/" + find(selector) + "/value",
                JsonNodeFactory.instance.objectNode().put("text", text));
    }

    private String find(String selector) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("using", "css selector")
                .put("value", selector);
        return post("/element", request).path(ELEMENT).asText();
    }

    /** Presses keys, wherever the focus is. */
    void press(String keys) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode actions = request.putArray("actions")
                .addObject()
                .put("type", "key")
                .put("id", "keyboard")
                .putArray("actions");
        keys.codePoints().mapToObj(Character::toString).forEach(key -> {
            actions.addObject().put("type", "keyDown").put("value", key);
            actions.addObject().put("type", "keyUp").put("value", key);
        });
        post("/actions", request);
    }

    /** How large the page is seen, whatever a window allows. */
    void size(int width, int height) {
        ObjectNode metrics = JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 1)
                .put("mobile", false);
        developer("Emulation.setDeviceMetricsOverride", metrics);
    }

    /** Light or dark. */
    void scheme(String scheme) {
        ObjectNode media = JsonNodeFactory.instance.objectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        developer("Emulation.setEmulatedMedia", media);
    }

    /** Whether scripts of pages run, from the next page on. */
    void scripts(boolean on) {
        developer(
                "Emulation.setScriptExecutionDisabled",
                JsonNodeFactory.instance.objectNode().put("value", !on));
    }

    JsonNode developer(String command, ObjectNode parameters) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("cmd", command);
        request.set("params", parameters);
        return post("/goog/cdp/execute", request);
    }

    /** Takes a picture of the whole page. */
    void picture(Path file) {
        ObjectNode parameters =
                JsonNodeFactory.instance.objectNode().put("format", "png").put("captureBeyondViewport", true);
        byte[] png = Base64.getDecoder()
                .decode(developer("Page.captureScreenshot", parameters)
                        .path("data")
                        .asText());
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser has said on its console since the last call, warnings and errors only. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (JsonNode entry :
                post("/se/log", JsonNodeFactory.instance.objectNode().put("type", "browser"))) {
            if (!Stream.of("INFO", "DEBUG")
                    .toList()
                    .contains(entry.path("level").asText())) {
                complaints.add(entry.path("message").asText());
            }
        }
        return complaints;
    }

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    private JsonNode post(String path, ObjectNode body) {
        return call("POST", session + path, body);
    }

    private JsonNode call(String method, String path, ObjectNode body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setReadTimeout((int) LIMIT.toMillis());
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
                connection.getOutputStream().write(body.toString().getBytes(UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                JsonNode value = Json.MAPPER.readTree(in.readAllBytes()).path("value");
                if (status >= 400) {
                    throw new AssertionError(method + " " + path + ": "
                            + value.path("error").asText() + ": "
                            + value.path("message").asText());
                }
                return value;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (!session.isEmpty()) {
                call("DELETE", session, null);
            }
        } finally {
            driver.destroy();
        }
    }
}
