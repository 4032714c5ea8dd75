package sluice.engine.notes;

import sluice.api.FormattedText;
import sluice.api.Payload;

/**
 * A message that is to be kept, as filters and steps have left it.
 *
 * @param withMedia whether what it carries is kept too
 */
public record Member(Payload.Relay relay, FormattedText text, boolean withMedia) {}
