package sluice.queue.store.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.Display;
import sluice.api.Entity;
import sluice.api.Facts;
import sluice.api.FormattedText;
import sluice.api.LinkPreview;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;

class DetailsColumnTest {

    /** A store of an earlier version has its numbers as numbers, and may have what nobody knows any more. */
    @Test
    void details_are_read_as_they_were_always_written() {
        String json = """
                {"media":"photo","user":5,"name":"Ann","topic":3,"file":"f","album":1,"spoiler":1,\
                "link_preview":{"is_disabled":true},"entities":[{"type":"bold","offset":0,"length":1}],\
                "facts":{"date":9,"bytes":7},"body":{"text":"abc","entities":[\
                {"type":"text_mention","offset":0,"length":3,"user":{"id":77}},\
                {"type":"date_time","offset":1,"length":2,"unix_time":1900000000}]},"former":{}}""";
        assertEquals(
                Optional.of(new MessageDetails(
                        MediaType.PHOTO,
                        new MessageSender(5, 0, "", "Ann", ""),
                        3,
                        "[{\"type\":\"bold\",\"offset\":0,\"length\":1}]",
                        "f",
                        true,
                        new Display(true, false, new LinkPreview(true, "", false, false, false), "", 0),
                        Optional.of(new Facts(9, "", "", "", 7, "")),
                        Optional.of(new FormattedText(
                                "abc",
                                List.of(
                                        new Entity("text_mention", 0, 3, Map.of("user_id", "77")),
                                        new Entity("date_time", 1, 2, Map.of("unix_time", "1900000000"))))))),
                DetailsColumn.read(json));
    }
}
