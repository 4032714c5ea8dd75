package sluice.json;

/** A place where nothing is. */
final class MissingNode extends JsonNode {

    static final MissingNode INSTANCE = new MissingNode();

    private MissingNode() {}

    @Override
    public boolean isMissingNode() {
        return true;
    }

    @Override
    public boolean isValueNode() {
        return false;
    }

    @Override
    public String asText(String otherwise) {
        return otherwise;
    }
}
