package sluice.app.chat;

import java.util.ArrayList;
import java.util.List;
import sluice.api.Watch;
import sluice.app.deliver.Notice;
import sluice.app.telegram.Keyboard;
import sluice.app.telegram.Keyboard.Button;
import sluice.app.telegram.Screen;
import sluice.app.telegram.Styled;
import sluice.app.text.Texts;
import sluice.app.watches.Watches;

/** Notices in words, each with the buttons that help. */
final class NoticeText {

    private static final int MAX_NAME = 64;
    private static final int MAX_DETAIL = 500;

    private final ChatNames names;
    private final Watches watches;

    NoticeText(ChatNames names, Watches watches) {
        this.names = names;
        this.watches = watches;
    }

    Screen of(Texts texts, Notice notice) {
        return switch (notice) {
            case Notice.ChatUnusable(long chat, String detail) ->
                screen(texts.get("notice.chat", chat(chat), cut(detail)), toChat(texts, chat, NoticePart.PAUSE_OWN));
            case Notice.ContentProtected(Watch watch) ->
                about(
                        texts,
                        watch,
                        texts.get("notice.protected", chat(watch.source()), chat(watch.destination())),
                        List.of());
            case Notice.SourceLost(Watch watch) ->
                about(
                        texts,
                        watch,
                        texts.get("notice.source", chat(watch.source()), chat(watch.destination())),
                        List.of());
            case Notice.TopicLost(Watch watch, String detail) ->
                about(
                        texts,
                        watch,
                        texts.get("notice.topic", chat(watch.source()), chat(watch.destination()), cut(detail)),
                        failed(texts));
            case Notice.MessageUnusable(Watch watch, long source, long destination, String detail) ->
                about(
                        texts,
                        watch,
                        texts.get("notice.message", chat(source), chat(destination), cut(detail)),
                        failed(texts));
            case Notice.QueueFull full -> queueFull(texts, full);
        };
    }

    private Screen queueFull(Texts texts, Notice.QueueFull full) {
        String text = texts.get(full.dropping() ? "notice.queue.drop" : "notice.queue.wait");
        return full.busiest()
                .map(busiest -> screen(
                        text + "\n" + texts.get("notice.queue.busiest", chat(busiest.chatId()), busiest.waiting()),
                        toChat(texts, busiest.chatId(), NoticePart.PAUSE_ALL)))
                .orElseGet(() -> screen(text, List.of()));
    }

    /** About one watch, which can be paused unless it stands in the configuration file. */
    private Screen about(Texts texts, Watch watch, String text, List<Button> buttons) {
        if (watches.isFixed(watch.id())) {
            return screen(text + "\n" + texts.get("watch.fixed"), buttons);
        }
        List<Button> all = new ArrayList<>(buttons);
        all.add(button(texts.get("notice.button.pause"), NoticePart.PAUSE, NoticePart.mark(watch)));
        return screen(text, all);
    }

    private static Screen screen(String text, List<Button> buttons) {
        return new Screen(
                Styled.plain(text), new Keyboard(buttons.stream().map(List::of).toList()));
    }

    private static List<Button> failed(Texts texts) {
        return List.of(new Button(texts.get("notice.button.failed"), FailedPart.OPEN));
    }

    /** Tries a chat, and pauses the watches that send there, where there are any that can be paused. */
    private List<Button> toChat(Texts texts, long chat, String pause) {
        Button again = button(texts.get("notice.button.again"), NoticePart.AGAIN, Long.toString(chat));
        boolean any = watches.all().stream()
                .anyMatch(watch -> watch.destination() == chat && !watch.paused() && !watches.isFixed(watch.id()));
        return any
                ? List.of(again, button(texts.get("notice.button.pause-all"), pause, Long.toString(chat)))
                : List.of(again);
    }

    private static Button button(String label, String verb, String argument) {
        return new Button(label, NoticePart.NAME + ":" + verb + ":" + argument);
    }

    /** Nobody is asked for the name: a chat that cannot be used is not to be called. */
    private String chat(long id) {
        return names.ifKnown(id)
                .map(name -> Shown.isolated(Shown.cut(name, MAX_NAME)) + " (" + id + ")")
                .orElse(Long.toString(id));
    }

    private static String cut(String detail) {
        return Shown.cut(detail, MAX_DETAIL);
    }
}
