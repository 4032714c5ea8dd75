package sluice.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** nginx before a server on this machine, for which it speaks https and HTTP/2. Used by one thread. */
final class Nginx implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final int port;
    private final Path log;
    private final Process process;

    /**
     * Starts it and waits until it listens.
     *
     * @param dir for its files
     * @param pem a key and its certificates
     * @param server the port for which it stands
     */
    Nginx(Path dir, Path pem, int server) throws IOException {
        port = freePort();
        log = dir.resolve("nginx.log");
        Path config = Files.writeString(dir.resolve("nginx.conf"), config(server, port, pem));
        // It lies where only root looks for programs.
        String start = "PATH=$PATH:/usr/sbin:/usr/local/sbin exec nginx -e stderr -p \"$1\" -c \"$2\"";
        process = new ProcessBuilder("sh", "-c", start, "nginx", dir.toString(), config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long since = System.nanoTime();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() - since > LIMIT.toNanos()) {
                close();
                throw new IllegalStateException("--http2 needs nginx (Debian: apt-get install nginx-light). Its log:\n"
                        + Files.readString(log));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Connections are kept for good, and nothing is written to the disk: it is not nginx that is measured. */
    private static String config(int server, int port, Path pem) {
        return String.format(Locale.ROOT, """
                    daemon off;
                    master_process off;
                    pid nginx.pid;
                    error_log stderr warn;
                    events { worker_connections 4096; }
                    http {
                        access_log off;
                        client_body_temp_path body;
                        proxy_temp_path proxy;
                        fastcgi_temp_path fastcgi;
                        uwsgi_temp_path uwsgi;
                        scgi_temp_path scgi;
                        client_body_buffer_size 1m;
                        keepalive_requests 1000000000;
                        keepalive_timeout 1h;
                        tcp_nodelay on;
                        upstream server {
                            server 127.0.0.1:%1$d;
                            keepalive 512;
                            keepalive_requests 1000000000;
                        }
                        server {
                            listen 127.0.0.1:%2$d ssl http2;
                            ssl_certificate %3$s;
                            ssl_certificate_key %3$s;
                            ssl_protocols TLSv1.2 TLSv1.3;
                            ssl_session_cache shared:tls:1m;
                            location / {
                                proxy_pass http://server;
                                proxy_http_version 1.1;
                                proxy_set_header Connection "";
                                proxy_next_upstream off;
                                proxy_read_timeout 1h;
                                proxy_buffer_size 64k;
                                proxy_buffers 8 64k;
                                proxy_max_temp_file_size 0;
                            }
                        }
                    }
                    """, server, port, pem);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
