package sluice.telegram;

import com.fasterxml.jackson.annotation.JsonValue;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;

/** A method of the library, as it is, but for the answer, which {@link AnswerReader} has read already. */
final class UnreadAnswer extends BotApiMethod<Boolean> {

    private final BotApiMethod<?> method;

    UnreadAnswer(BotApiMethod<?> method) {
        this.method = method;
    }

    @JsonValue
    BotApiMethod<?> method() {
        return method;
    }

    @Override
    public String getMethod() {
        return method.getMethod();
    }

    @Override
    public void validate() throws TelegramApiValidationException {
        method.validate();
    }

    @Override
    public Boolean deserializeResponse(String answer) {
        return true;
    }
}
