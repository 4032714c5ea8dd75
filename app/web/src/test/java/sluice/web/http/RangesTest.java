package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of files, over the wire. */
class RangesTest {

    @TempDir
    Path dir;

    private Served served;

    @BeforeEach
    void serve() throws IOException {
        served = Served.withFile(Files.writeString(dir.resolve("file"), "0123456789"));
    }

    @AfterEach
    void end() {
        served.close();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 206, 0, bytes 0-0/10",
        "bytes=0-, 206, 0123456789, bytes 0-9/10",
        "bytes=3-5, 206, 345, bytes 3-5/10",
        "Bytes=9-, 206, 9, bytes 9-9/10",
        "bytes=8-99999999999999999999, 206, 89, bytes 8-9/10",
        "bytes=-3, 206, 789, bytes 7-9/10",
        "bytes=-11, 206, 0123456789, bytes 0-9/10",
        "bytes=10-, 416, 'the file has 10 bytes\n', bytes */10",
        "bytes=99999999999999999999-, 416, 'the file has 10 bytes\n', bytes */10",
        "bytes=-0, 416, 'the file has 10 bytes\n', bytes */10",
        "'bytes=0-1,4-5', 200, 0123456789, ''",
        "bytes=5-3, 200, 0123456789, ''",
        "bytes=-, 200, 0123456789, ''",
        "bytes=a-b, 200, 0123456789, ''",
        "bytes=--1, 200, 0123456789, ''",
        "lines=0-1, 200, 0123456789, ''"
    })
    void one_part_is_given_and_all_else_is_the_whole(String range, int status, String body, String told)
            throws IOException {
        Wire.Answer answer = served.ask("GET", "/file", "Range: " + range);
        assertEquals(status, answer.status(), answer::head);
        assertEquals(body, answer.body());
        assertEquals(told, answer.header("Content-Range"));
        assertEquals(Integer.toString(body.length()), answer.header("Content-Length"));
    }

    @Test
    void without_a_range_the_answer_says_that_there_are_ranges() throws IOException {
        Wire.Answer answer = served.ask("GET", "/file");
        assertEquals(200, answer.status());
        assertEquals("bytes", answer.header("Accept-Ranges"));
        assertEquals("", answer.header("Content-Range"));
    }

    @Test
    void a_head_is_about_the_whole() throws IOException {
        Wire.Answer answer = served.ask("HEAD", "/file", "Range: bytes=3-5");
        assertEquals(200, answer.status());
        assertEquals("10", answer.header("Content-Length"));
    }

    @Test
    void a_condition_that_cannot_hold_gives_the_whole() throws IOException {
        assertEquals(
                200,
                served.ask("GET", "/file", "Range: bytes=3-5", "If-Range: \"x\"")
                        .status());
    }

    @Test
    void an_empty_file_has_no_parts() throws IOException {
        Files.writeString(dir.resolve("file"), "");
        assertEquals(416, served.ask("GET", "/file", "Range: bytes=0-").status());
        assertEquals(200, served.ask("GET", "/file").status());
    }

    @Test
    void a_part_behind_others_is_right_in_a_large_file() throws IOException {
        Files.writeString(dir.resolve("file"), "x".repeat(300_000) + "y".repeat(100_000));
        Wire.Answer answer = served.ask("GET", "/file", "Range: bytes=299999-399998");
        assertEquals("x" + "y".repeat(99_999), answer.body());
    }
}
