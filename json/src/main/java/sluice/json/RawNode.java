package sluice.json;

/** A part that is JSON already and is written as it is. */
final class RawNode extends JsonNode {

    private final String json;

    RawNode(String json) {
        this.json = json;
    }

    @Override
    public String asText() {
        return json;
    }
}
