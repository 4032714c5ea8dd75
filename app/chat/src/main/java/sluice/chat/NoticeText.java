package sluice.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Watch;
import sluice.base.text.DisplayText;
import sluice.base.text.Texts;
import sluice.chat.dialog.ChatNames;
import sluice.chat.failed.FailedPart;
import sluice.chat.watches.Subject;
import sluice.control.watches.Watches;
import sluice.engine.deliver.Notice;
import sluice.telegram.model.Keyboard;
import sluice.telegram.model.Keyboard.Button;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Styled;

/** Notices in words, each with the buttons that help. */
final class NoticeText {

    private static final int MAX_NAME = 64;
    private static final int MAX_DETAIL = 500;

    /** Items named where a notice tells of several at once. All kinds together stay within one message. */
    private static final int MAX_NAMED = 10;

    private static final int MAX_SHORT_NAME = 30;
    private static final int MAX_SHORT_DETAIL = 60;

    private final ChatNames names;
    private final Watches watches;

    NoticeText(ChatNames names, Watches watches) {
        this.names = names;
        this.watches = watches;
    }

    /** One message about all of them. */
    Screen of(Texts texts, List<Notice> notices) {
        if (notices.size() == 1) {
            return of(texts, notices.getFirst());
        }
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        List<String> paragraphs = new ArrayList<>();
        boolean failed = false;
        List<String> messages = new ArrayList<>();
        String reason = "";
        for (Notice notice : notices) {
            switch (notice) {
                case Notice.ChatUnusable(long chat, String _) -> add(byKind, "notice.all.chat", shortly(chat));
                case Notice.ContentProtected(Watch watch) -> add(byKind, "notice.all.protected", shortly(watch));
                case Notice.SourceLost(Watch watch) -> add(byKind, "notice.all.source", shortly(watch));
                case Notice.TopicLost(Watch watch, String _) -> add(byKind, "notice.all.topic", shortly(watch));
                case Notice.MessageUnusable(Watch watch, long _, long _, String detail) -> {
                    messages.add(shortly(watch));
                    reason = DisplayText.cut(detail, MAX_SHORT_DETAIL);
                }
                case Notice.QueueFull full ->
                    paragraphs.add(queueFull(texts, full).text().text());
            }
            failed |= notice instanceof Notice.TopicLost || notice instanceof Notice.MessageUnusable;
        }
        byKind.forEach((key, all) -> paragraphs.add(texts.get(key, all.size(), listed(texts, all))));
        if (!messages.isEmpty()) {
            String between = listed(texts, messages.stream().distinct().toList());
            paragraphs.add(texts.get("notice.all.message", messages.size(), between, reason));
        }
        return screen(String.join("\n\n", paragraphs), failed ? failed(texts) : List.of());
    }

    private static void add(Map<String, List<String>> byKind, String key, String name) {
        byKind.computeIfAbsent(key, _ -> new ArrayList<>()).add(name);
    }

    private static String listed(Texts texts, List<String> all) {
        String named = String.join(", ", all.subList(0, Math.min(all.size(), MAX_NAMED)));
        return all.size() <= MAX_NAMED ? named : texts.get("notice.all.more", named, all.size() - MAX_NAMED);
    }

    private String shortly(Watch watch) {
        return shortly(watch.source()) + " → " + shortly(watch.destination());
    }

    private String shortly(long chat) {
        return names.ifKnown(chat)
                .map(name -> DisplayText.isolated(DisplayText.cut(name, MAX_SHORT_NAME)))
                .orElse(Long.toString(chat));
    }

    private Screen of(Texts texts, Notice notice) {
        return switch (notice) {
            case Notice.ChatUnusable(long chat, String detail) ->
                screen(texts.get("notice.chat", chat(chat), cut(detail)), toChat(texts, chat, NoticePart.PAUSE_OWN));
            case Notice.ContentProtected(Watch watch) ->
                about(texts, watch, texts.get("notice.protected", ends(watch, "")), List.of());
            case Notice.SourceLost(Watch watch) ->
                about(texts, watch, texts.get("notice.source", ends(watch, "")), List.of());
            case Notice.TopicLost(Watch watch, String detail) ->
                about(texts, watch, texts.get("notice.topic", ends(watch, detail)), failed(texts));
            case Notice.MessageUnusable(Watch watch, long source, long destination, String detail) ->
                about(
                        texts,
                        watch,
                        texts.get("notice.message", chat(source), chat(destination), cut(detail)),
                        failed(texts));
            case Notice.QueueFull full -> queueFull(texts, full);
        };
    }

    private Object[] ends(Watch watch, String detail) {
        return new Object[] {chat(watch.source()), chat(watch.destination()), cut(detail)};
    }

    private Screen queueFull(Texts texts, Notice.QueueFull full) {
        String text = texts.get(full.dropping() ? "notice.queue.drop" : "notice.queue.wait");
        if (full.busiest().isEmpty()) {
            return screen(text, List.of());
        }
        long chat = full.busiest().get().chatId();
        String busiest = texts.get(
                "notice.queue.busiest", chat(chat), full.busiest().get().waiting());
        return screen(text + "\n" + busiest, toChat(texts, chat, NoticePart.PAUSE_ALL));
    }

    /** About one watch, which can be paused unless it stands in the configuration file. */
    private Screen about(Texts texts, Watch watch, String text, List<Button> buttons) {
        if (watches.isFixed(watch.id())) {
            return screen(text + "\n" + texts.get("watch.fixed"), buttons);
        }
        List<Button> all = new ArrayList<>(buttons);
        all.add(button(texts.get("notice.button.pause"), NoticePart.PAUSE, Subject.mark(watch)));
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
                .map(name -> DisplayText.isolated(DisplayText.cut(name, MAX_NAME)) + " (" + id + ")")
                .orElse(Long.toString(id));
    }

    private static String cut(String detail) {
        return DisplayText.cut(detail, MAX_DETAIL);
    }
}
