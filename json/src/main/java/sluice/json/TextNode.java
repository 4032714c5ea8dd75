package sluice.json;

import com.fasterxml.jackson.core.io.NumberInput;

/** A string. */
final class TextNode extends JsonNode {

    private final String value;

    TextNode(String value) {
        this.value = value;
    }

    @Override
    public boolean isTextual() {
        return true;
    }

    @Override
    public String textValue() {
        return value;
    }

    @Override
    public String asText() {
        return value;
    }

    @Override
    public boolean asBoolean(boolean otherwise) {
        String word = value.trim();
        return word.equals("true") || (!word.equals("false") && otherwise);
    }

    @Override
    public int asInt(int otherwise) {
        return NumberInput.parseAsInt(value, otherwise);
    }

    @Override
    public long asLong(long otherwise) {
        return NumberInput.parseAsLong(value, otherwise);
    }

    @Override
    public double asDouble() {
        return NumberInput.parseAsDouble(value, 0);
    }
}
