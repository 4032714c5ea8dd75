package sluice.json;

/** A whole number of 64 bits. */
final class LongNode extends JsonNode {

    private final long value;

    LongNode(long value) {
        this.value = value;
    }

    @Override
    public boolean isNumber() {
        return true;
    }

    @Override
    public boolean isIntegralNumber() {
        return true;
    }

    @Override
    public boolean canConvertToInt() {
        return value == (int) value;
    }

    @Override
    public boolean canConvertToLong() {
        return true;
    }

    @Override
    public String asText() {
        return Long.toString(value);
    }

    @Override
    public boolean asBoolean(boolean otherwise) {
        return value != 0;
    }

    @Override
    public int asInt(int otherwise) {
        return (int) value;
    }

    @Override
    public long asLong(long otherwise) {
        return value;
    }

    @Override
    public double asDouble() {
        return value;
    }

    @Override
    public int intValue() {
        return (int) value;
    }

    @Override
    public long longValue() {
        return value;
    }
}
