package waybill.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import waybill.destination.TrustedCertificates;

/** nginx on loopback, which takes everything over TLS and answers 200. Needs nginx and openssl. */
final class NginxEndpoint implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    private NginxEndpoint(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static NginxEndpoint start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout",
                folder.resolve("key.pem").toString(), "-out", folder.resolve("cert.pem").toString());
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; worker_processes 1; pid %1$s/pid; error_log /dev/null;
                events { worker_connections 512; }
                http {
                  access_log off; keepalive_requests 100000000; client_max_body_size 30m; client_body_buffer_size 1m;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d ssl; ssl_certificate %1$s/cert.pem; ssl_certificate_key %1$s/key.pem;
                    location / { return 200 "ok"; }
                  }
                }
                """.formatted(folder, port));
        var process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        awaitListening(port);
        return new NginxEndpoint(folder, port, process);
    }

    String url() {
        return "https://localhost:" + port + "/hooks";
    }

    TrustedCertificates trusted() throws IOException {
        return TrustedCertificates.ofPem(Files.readString(folder.resolve("cert.pem")));
    }

    /** Waits for its end: it removes a file of its own then, and the folder is to be deleted. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command[0] + " failed");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(int port) throws IOException, InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            try (var _ = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException _) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("nginx does not listen");
    }
}
