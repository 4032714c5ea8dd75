package sluice.json;

/** Null. */
final class NullNode extends JsonNode {

    static final NullNode INSTANCE = new NullNode();

    private NullNode() {}

    @Override
    public boolean isNull() {
        return true;
    }

    @Override
    public String asText() {
        return "null";
    }

    @Override
    public String asText(String otherwise) {
        return otherwise;
    }
}
