package sluice.json;

import java.math.BigInteger;

/** A number with a fraction or an exponent, or of more than 64 bits. It is kept as it is written, and so loses nothing. */
final class DecimalNode extends JsonNode {

    private final String text;

    DecimalNode(String text) {
        this.text = text;
    }

    @Override
    public boolean isNumber() {
        return true;
    }

    @Override
    public boolean isIntegralNumber() {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    @Override
    public boolean canConvertToInt() {
        return isWithin(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public boolean canConvertToLong() {
        return isWithin(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private boolean isWithin(long least, long most) {
        // What is integral and stands here is larger than any of them.
        return !isIntegralNumber() && asDouble() >= least && asDouble() <= most;
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public boolean asBoolean(boolean otherwise) {
        return isIntegralNumber() || otherwise;
    }

    @Override
    public int asInt(int otherwise) {
        return intValue();
    }

    @Override
    public long asLong(long otherwise) {
        return longValue();
    }

    @Override
    public double asDouble() {
        return Double.parseDouble(text);
    }

    @Override
    public int intValue() {
        return isIntegralNumber() ? new BigInteger(text).intValue() : (int) asDouble();
    }

    @Override
    public long longValue() {
        return isIntegralNumber() ? new BigInteger(text).longValue() : (long) asDouble();
    }
}
