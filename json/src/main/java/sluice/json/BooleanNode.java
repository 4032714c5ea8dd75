package sluice.json;

/** True and false. */
final class BooleanNode extends JsonNode {

    static final BooleanNode TRUE = new BooleanNode(true);
    static final BooleanNode FALSE = new BooleanNode(false);

    private final boolean value;

    private BooleanNode(boolean value) {
        this.value = value;
    }

    static BooleanNode of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public boolean isBoolean() {
        return true;
    }

    @Override
    public boolean booleanValue() {
        return value;
    }

    @Override
    public String asText() {
        return Boolean.toString(value);
    }

    @Override
    public boolean asBoolean(boolean otherwise) {
        return value;
    }

    @Override
    public int asInt(int otherwise) {
        return value ? 1 : 0;
    }

    @Override
    public long asLong(long otherwise) {
        return value ? 1 : 0;
    }

    @Override
    public double asDouble() {
        return value ? 1 : 0;
    }
}
